//! A sample as the checks look at it: what its envelope has in other objects stands under its path.

use super::json::Json;
use crate::model::path::{inside, is_within, keys};
use crate::model::{Family, Message};
use crate::resolve::places;

type Member = (String, Json);

/// The members of a message, what stands in other objects under its path. In these objects, and in the
/// content, the rest is left.
pub(super) fn lift(family: &Family, message: &Message, members: &[Member]) -> Vec<Member> {
    let places = places::of_message(family, message).into_iter();
    let paths: Vec<String> = places.map(|place| place.path).collect();
    let mut lift = Lift {
        content: message.content.as_deref(),
        paths,
        found: Vec::new(),
    };
    let rest = lift.object(None, members);
    let mut found = lift.found;
    for (key, value) in rest {
        let path = inside(None, &key);
        found.push((
            if lift.paths.contains(&path) {
                path
            } else {
                key
            },
            value,
        ));
    }
    let tag = &family.envelope.tag.value;
    let rest = found.iter().find_map(|(key, value)| match value {
        Json::Text(text) if key == tag => {
            let rest = message.data_in(text)?;
            Some((format!("{tag}…"), Json::Text(rest.to_owned())))
        }
        _ => None,
    });
    found.extend(rest);
    found
}

struct Lift<'a> {
    content: Option<&'a str>,
    paths: Vec<String>,
    found: Vec<Member>,
}

impl Lift<'_> {
    /// Takes out of an object what has a place of its own; gives the rest.
    fn object(&mut self, object: Option<&str>, members: &[Member]) -> Vec<Member> {
        let mut rest = Vec::new();
        for (key, value) in members {
            let path = inside(object, key);
            match value {
                Json::Object(inner) if self.paths.iter().any(|other| is_within(other, &path)) => {
                    let left = self.object(Some(&path), inner);
                    if self.content == Some(&path) {
                        self.found.push((path, Json::Object(left)));
                    } else {
                        let left = left.into_iter();
                        let left = left.map(|(key, value)| (inside(Some(&path), &key), value));
                        self.found.extend(left);
                    }
                }
                _ if object.is_some() && self.paths.contains(&path) => {
                    self.found.push((path, value.clone()));
                }
                _ => rest.push((key.clone(), value.clone())),
            }
        }
        rest
    }
}

/// Where a sample has what is looked at under a path.
pub(super) fn unlifted(path: &str) -> Option<String> {
    let rest = path.strip_prefix('/')?;
    let (first, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let keys = keys(first.trim_end_matches('…')).join("/");
    Some(if rest.is_empty() {
        format!("/{keys}")
    } else {
        format!("/{keys}/{rest}")
    })
}
