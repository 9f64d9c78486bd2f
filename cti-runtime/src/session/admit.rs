//! The gates before decoding. What passes them carries the proof: decoding takes nothing else.

use std::borrow::Cow;

use super::refusal::{Reason, Refusal};
use crate::describe::{Codec, Encoding};
use crate::json::FaultKind;
use crate::message::RequestId;
use crate::{Data, Limits, Origin, OriginPolicy, Post, Source, Witness};

/// JSON whose sender was checked. Only this module can make one.
pub(super) struct AdmittedJson<'a> {
    json: &'a str,
    /// The string, or the object, of which a codec made the JSON.
    posted: Option<&'a str>,
    /// A session admitted it before, and kept it.
    kept: bool,
}

impl<'a> AdmittedJson<'a> {
    pub(super) const fn json(&self) -> &'a str {
        self.json
    }

    pub(super) const fn posted(&self) -> Option<&'a str> {
        self.posted
    }

    /// Whether it is the JSON that was posted, and none that a codec made.
    pub(super) const fn is_as_posted(&self) -> bool {
        self.posted.is_none() && !self.kept
    }

    const fn plain(json: &'a str) -> Self {
        Self {
            json,
            posted: None,
            kept: false,
        }
    }

    /// What the codec of an envelope makes of it, if there is one; no larger than what was posted
    /// may be.
    #[inline]
    pub(super) fn read_by(
        self,
        codec: Option<Codec>,
        limits: &Limits,
        room: &'a mut String,
    ) -> Result<Self, Refusal> {
        let Some(codec) = codec else { return Ok(self) };
        match codec.read(self.json) {
            None => Err(Refusal::new(Reason::NotCoded)),
            Some(Cow::Borrowed(_)) => Ok(self),
            Some(Cow::Owned(json)) => {
                within_size(&json, limits)?;
                *room = json;
                Ok(Self {
                    posted: Some(self.json),
                    ..Self::plain(room)
                })
            }
        }
    }

    /// A signal of an in-page library: there is no other sender in the page that could be told
    /// apart, so only the size is checked.
    pub(super) fn in_page(json: &'a str, limits: &Limits) -> Result<Self, Refusal> {
        within_size(json, limits)?;
        Ok(Self::plain(json))
    }

    /// What a session admitted before, and kept.
    pub(super) const fn kept(json: &'a str) -> Self {
        Self {
            kept: true,
            ..Self::plain(json)
        }
    }
}

/// Who the session listens to.
#[derive(Clone, Debug)]
pub(super) struct SenderGate {
    pub(super) policy: OriginPolicy,
    /// The only window that is listened to.
    pub(super) source: Source,
    /// The relay whose word on origins is taken.
    pub(super) relay: Option<&'static str>,
    /// The origin that the session has settled on: with the first post or the first message that was
    /// accepted, until the other side's document is replaced.
    pub(super) pinned: Option<Origin>,
    /// The document at that origin may have been replaced.
    pub(super) replaced: bool,
}

/// A message whose sender is listened to. Only a [`SenderGate`] can make one.
#[derive(Clone, Copy)]
pub(super) struct TrustedPost<'p, 'a> {
    post: &'p Post<'a>,
    /// Whether its origin is the one that the session has settled on.
    pinned: bool,
}

impl<'a> TrustedPost<'_, 'a> {
    /// The origin, if it is within the policy but not the one that the session has settled on (or
    /// none is yet).
    pub(super) const fn new_origin(&self) -> Option<&'a str> {
        if self.pinned {
            None
        } else {
            Some(self.post.origin)
        }
    }

    /// The request of this side over whose port it came.
    pub(super) const fn answers(&self) -> Option<RequestId> {
        self.post.answers
    }

    /// Encoding and size, in this order. What is outside of this program's memory is copied to `room`.
    #[inline]
    pub(super) fn admit<'r>(
        self,
        encoding: &Encoding,
        limits: &Limits,
        room: &'r mut String,
    ) -> Result<AdmittedJson<'r>, Refusal>
    where
        'a: 'r,
    {
        let data = self.post.data;
        let refusal = match (data, encoding) {
            (Data::Text(_) | Data::LiveText(_), Encoding::Object) => Reason::StringForObject,
            (Data::Object(_) | Data::LiveObject(_), _) if !encoding.reads_objects() => {
                Reason::ObjectForString
            }
            (Data::Other, _) => Reason::NeitherOfBoth,
            (Data::Text(text) | Data::Object(text), _) => {
                within_size(text, limits)?;
                is_posted_so(data, text, encoding)?;
                return Ok(AdmittedJson::plain(text));
            }
            (Data::LiveText(live) | Data::LiveObject(live), _) => match live.text(limits) {
                Ok(text) => {
                    *room = text;
                    within_size(room, limits)?;
                    is_posted_so(data, room, encoding)?;
                    return Ok(AdmittedJson::plain(room));
                }
                Err(FaultKind::TooLarge) => Reason::TooLarge,
                Err(_) => Reason::NeitherOfBoth,
            },
        };
        Err(Refusal::new(refusal))
    }
}

impl SenderGate {
    pub(super) const fn new(policy: OriginPolicy, source: Source) -> Self {
        Self {
            policy,
            source,
            relay: None,
            pinned: None,
            replaced: false,
        }
    }

    /// Source and origin, in this order.
    #[inline]
    pub(super) fn check_sender<'p, 'a>(
        &self,
        post: &'p Post<'a>,
    ) -> Result<TrustedPost<'p, 'a>, Refusal> {
        if post.witness == Witness::Script {
            return Err(Refusal::new(Reason::Script));
        }
        if post.source != self.source {
            return Err(Refusal::new(Reason::OtherWindow));
        }
        if let Witness::Relay(relay) = post.witness
            && self.relay != Some(relay)
        {
            return Err(Refusal::new(Reason::UnbelievedRelay));
        }
        let pinned = self.pinned.as_ref();
        let pinned = pinned.is_some_and(|pinned| pinned.as_str() == post.origin);
        if pinned || self.policy.admits(post.origin) {
            Ok(TrustedPost { post, pinned })
        } else {
            Err(Refusal::new(Reason::ForeignOrigin))
        }
    }
}

/// Refuses a string of JSON where only objects are JSON, and strings are the codec's, and any string where
/// objects are; and what was posted as an object and is none, such as an array.
#[inline]
fn is_posted_so(data: Data<'_>, text: &str, encoding: &Encoding) -> Result<(), Refusal> {
    let Encoding::Codec(codec) = encoding else {
        return Ok(());
    };
    match data {
        Data::Text(_) | Data::LiveText(_) if codec.refuses(text) => {
            Err(Refusal::new(Reason::StringForObject))
        }
        Data::Object(_) | Data::LiveObject(_) if !codec.takes_object(text) => {
            Err(Refusal::new(Reason::NoTag))
        }
        _ => Ok(()),
    }
}

fn within_size(json: &str, limits: &Limits) -> Result<(), Refusal> {
    if json.len() > limits.message_bytes() {
        return Err(Refusal::new(Reason::TooLarge));
    }
    Ok(())
}
