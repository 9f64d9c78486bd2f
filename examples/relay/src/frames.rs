//! What desktop and relay say to each other: a WebSocket message of JSON each.

use std::borrow::Cow;

use cti_runtime::{Data, OutPost, Payload};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What the softphone posted: `event.origin`, and `event.data` as an object or as a string.
#[derive(Deserialize)]
pub struct Heard<'a> {
    /// The origin, as the desktop's browser reported it.
    #[serde(borrow)]
    pub origin: Cow<'a, str>,
    #[serde(borrow)]
    object: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
}

impl Heard<'_> {
    /// What was posted.
    pub fn data(&self) -> Data<'_> {
        match (self.object, &self.text) {
            (Some(object), None) => Data::Object(object.get()),
            (None, Some(text)) => Data::Text(text),
            _ => Data::Other,
        }
    }
}

/// What the desktop is told.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Told<'a> {
    /// Post this.
    Post(Posted<'a>),
    /// So many messages are taken: what they brought is written, also if the relay is stopped now.
    Taken(u64),
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
struct Posted<'a> {
    target: &'a str,
    #[serde(flatten)]
    data: Sent<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Sent<'a> {
    Object(Box<RawValue>),
    Text(&'a str),
}

/// `{"post": {"target": …, "object": …}}`, or with a string `text`.
pub fn post(post: &OutPost) -> serde_json::Result<String> {
    let data = match &post.data {
        Payload::Object(json) => Sent::Object(RawValue::from_string(json.clone())?),
        Payload::Text(text) => Sent::Text(text),
    };
    let target = post.target.as_str();
    serde_json::to_string(&Told::Post(Posted { target, data }))
}

/// `{"taken": 7}`.
pub fn taken(count: u64) -> serde_json::Result<String> {
    serde_json::to_string(&Told::Taken(count))
}
