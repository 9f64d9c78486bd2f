//! Strings that are no JSON: as objects, by what parts them.

use super::envelope::Message;
use super::heard::{Said, What};
use super::model::Encoding;
use super::text::{self, times};
use super::usual::can_be_tag;
use super::value::Value;

/// The key of the first part, which is the tag.
pub(super) const VERB: &str = "verb";

/// Parts of a string that are told apart.
const PARTS: usize = 9;

/// How a direction is posted. Where most of it is strings that are no JSON, `objects` becomes what they
/// stand for.
pub(super) fn encoding(
    said: &[Said],
    bare: &[&Said],
    objects: &mut Vec<Message>,
    left: &mut Vec<String>,
) -> Encoding {
    let weight = |of: &[&Said]| of.iter().map(|said| said.times).sum::<usize>();
    let strings: Vec<&Said> = bare.iter().copied().filter(|of| is_worded(of)).collect();
    if weight(&strings) * 10 >= said.iter().map(|of| of.times).sum::<usize>() * 6
        && !strings.is_empty()
    {
        let between = between(&strings);
        let posted: usize = objects.iter().map(|of| of.times).sum();
        if posted > 0 {
            left.push(format!(
                "{} beside the strings of that side: write `envelope(object, codec = …)` to have both.",
                times(posted, "object")
            ));
        }
        *objects = strings
            .iter()
            .filter_map(|of| message(of, between))
            .collect();
        return Encoding::Codec(between);
    }
    if !bare.is_empty() {
        let words = bare.iter().filter_map(|of| match &of.what {
            What::Bare(text) if can_be_tag(text) => Some(text.as_str()),
            _ => None,
        });
        let words = text::names(words);
        let such = if words.is_empty() {
            words
        } else {
            format!(", such as {words}")
        };
        left.push(format!("{}: no JSON{such}.", times(weight(bare), "string")));
    }
    let texts = |is: bool| -> usize {
        let of = said
            .iter()
            .filter(|of| of.text == is && matches!(of.what, What::Object(_)));
        of.map(|of| of.times).sum()
    };
    Encoding::Json(match (texts(true), texts(false)) {
        (0, _) => "object",
        (_, 0) => "text",
        (texts, objects) if texts > objects => "text | object",
        _ => "object | text",
    })
}

/// Whether a string begins with a word.
fn is_worded(said: &Said) -> bool {
    match &said.what {
        What::Bare(text) => {
            let word = text.split(SIGNS).next().unwrap_or_default();
            can_be_tag(word) && !text.contains(['\u{fffd}', '\n'])
        }
        What::Object(_) => false,
    }
}

/// What may part a string.
const SIGNS: [char; 6] = ['|', ';', ':', ',', '\t', ' '];

/// What parts most of these strings.
fn between(strings: &[&Said]) -> Option<char> {
    let parted = |sign: &char| {
        let with = strings
            .iter()
            .filter(|of| matches!(&of.what, What::Bare(text) if text.contains(*sign)));
        with.count() * 2 >= strings.len()
    };
    SIGNS.into_iter().find(parted)
}

fn message(said: &Said, between: Option<char>) -> Option<Message> {
    let What::Bare(text) = &said.what else {
        return None;
    };
    let parts: Vec<&str> = match between {
        Some(sign) => text.splitn(PARTS, sign).collect(),
        None => vec![text],
    };
    let members = parts
        .iter()
        .enumerate()
        .map(|(at, part)| (key(at), Value::Text((*part).to_owned())));
    Some(Message {
        order: said.order,
        at: said.at,
        times: said.times,
        members: members.collect(),
        bare: Some(text.clone()),
    })
}

/// The key of a part.
fn key(at: usize) -> String {
    if at == 0 {
        VERB.to_owned()
    } else {
        format!("part{at}")
    }
}

/// The codec of a module, for as many parts as its strings have.
pub(super) fn source(name: &str, between: Option<char>, parts: usize) -> String {
    let keys: Vec<String> = (0..parts.clamp(1, PARTS))
        .map(|at| format!("{:?}", key(at)))
        .collect();
    let Some(sign) = between else {
        return WORDS
            .replace("NAME", name)
            .replace("{verb}", &format!("{VERB:?}"));
    };
    PARTED
        .replace("NAME", name)
        .replace("{sign}", &format!("{sign:?}"))
        .replace("{keys}", &keys.join(", "))
}

const WORDS: &str = r"
    /// Strings that are a word each.
    pub struct NAME;

    impl TextCodec for NAME {
        fn read(&self, text: &str) -> Option<Map<Json>> {
            Some(Map::from([({verb}.to_owned(), text.trim().into())]))
        }

        fn write(&self, message: &Map<Json>) -> Option<String> {
            Some(message.get({verb})?.as_str()?.to_owned())
        }
    }
";

const PARTED: &str = r"
    /// Strings of parts.
    pub struct NAME;

    impl NAME {
        const SIGN: char = {sign};
        const KEYS: &[&str] = &[{keys}];
    }

    impl TextCodec for NAME {
        fn read(&self, text: &str) -> Option<Map<Json>> {
            let parts = text.trim().splitn(Self::KEYS.len(), Self::SIGN);
            let mut members = Map::new();
            for (key, part) in Self::KEYS.iter().zip(parts) {
                members.insert((*key).to_owned(), part.into());
            }
            Some(members)
        }

        fn write(&self, message: &Map<Json>) -> Option<String> {
            let mut text = String::new();
            for (at, key) in Self::KEYS.iter().enumerate().take(message.len()) {
                let part = message.get(*key)?.as_str()?;
                // The last part alone may have the sign in it.
                if at + 1 < Self::KEYS.len() && part.contains(Self::SIGN) {
                    return None;
                }
                if at > 0 {
                    text.push(Self::SIGN);
                }
                text.push_str(part);
            }
            Some(text)
        }
    }
";
