//! The gates before decoding. What passes them carries the proof: decoding takes nothing else.

use super::received::{Reason, Refusal};
use crate::codec::Live;
use crate::describe::{Codec, Encoding};
use crate::{Data, Limits, Origin, OriginPolicy, Post, Source, Witness};

/// JSON whose sender was checked. Only this module can make one.
pub(super) struct Admitted<'a> {
    json: &'a str,
    /// The string of which a codec made the JSON.
    posted: Option<&'a str>,
}

impl<'a> Admitted<'a> {
    pub(super) const fn json(&self) -> &'a str {
        self.json
    }

    pub(super) const fn posted(&self) -> Option<&'a str> {
        self.posted
    }

    const fn plain(json: &'a str) -> Self {
        Self { json, posted: None }
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
        let Some(json) = codec.read(self.json) else {
            return Err(Refusal::new(Reason::NoString));
        };
        within_size(&json, limits)?;
        *room = json;
        Ok(Self {
            json: room,
            posted: Some(self.json),
        })
    }

    /// A signal of an in-page library: there is no other sender in the page that could be told
    /// apart, so only the size is checked.
    pub(super) fn in_page(json: &'a str, limits: &Limits) -> Result<Self, Refusal> {
        within_size(json, limits)?;
        Ok(Self::plain(json))
    }

    /// What a session admitted before, and kept.
    pub(super) const fn kept(json: &'a str) -> Self {
        Self::plain(json)
    }
}

/// An object whose sender was checked, and which is measured while it is copied. Only this module
/// can make one.
pub(super) struct AdmittedLive<'a> {
    object: &'a dyn Live,
}

impl<'a> AdmittedLive<'a> {
    pub(super) const fn object(&self) -> &'a dyn Live {
        self.object
    }

    /// The object as its JSON.
    #[expect(
        clippy::unused_self,
        reason = "is the proof that the sender was checked"
    )]
    pub(super) fn as_json<'j>(
        &self,
        json: &'j str,
        limits: &Limits,
    ) -> Result<Admitted<'j>, Refusal> {
        within_size(json, limits)?;
        Ok(Admitted::plain(json))
    }
}

const OBJECT: Refusal = Refusal::new(Reason::ObjectForString);

/// Who the session listens to.
#[derive(Clone, Debug)]
pub(super) struct Doorman {
    pub(super) policy: OriginPolicy,
    /// The only window that is listened to.
    pub(super) source: Source,
    /// The relay whose word on origins is taken.
    pub(super) relay: Option<&'static str>,
    /// The origin that the session has settled on.
    pub(super) pinned: Option<Origin>,
}

/// A message whose sender is listened to. Only a [`Doorman`] can make one.
#[derive(Clone, Copy)]
pub(super) struct Known<'p, 'a> {
    post: &'p Post<'a>,
    /// Whether its origin is the one that the session has settled on.
    pinned: bool,
}

impl<'a> Known<'_, 'a> {
    /// The origin, if it is within the policy but not the one that the session has settled on (or
    /// none is yet).
    pub(super) const fn another(&self) -> Option<&'a str> {
        if self.pinned {
            None
        } else {
            Some(self.post.origin)
        }
    }

    /// Encoding and size, in this order.
    #[inline]
    pub(super) fn admit(
        self,
        encoding: &Encoding,
        limits: &Limits,
    ) -> Result<Admitted<'a>, Refusal> {
        let json = match (self.post.data, encoding) {
            (
                Data::Object(json),
                Encoding::Object | Encoding::ObjectOrText | Encoding::TextOrObject,
            )
            | (
                Data::Text(json),
                Encoding::Text
                | Encoding::ObjectOrText
                | Encoding::TextOrObject
                | Encoding::Codec(_),
            ) => json,
            (Data::Text(_), Encoding::Object) => {
                return Err(Refusal::new(Reason::StringForObject));
            }
            (Data::Object(_), Encoding::Text | Encoding::Codec(_)) => {
                return Err(OBJECT);
            }
            (Data::Other, _) => {
                return Err(Refusal::new(Reason::NeitherOfBoth));
            }
        };
        within_size(json, limits)?;
        Ok(Admitted::plain(json))
    }

    /// The encoding of an object that is yet to be copied.
    #[expect(
        clippy::unused_self,
        reason = "is the proof that the sender was checked"
    )]
    pub(super) fn admit_live<'o>(
        self,
        object: &'o dyn Live,
        encoding: &Encoding,
    ) -> Result<AdmittedLive<'o>, Refusal> {
        match encoding {
            Encoding::Text | Encoding::Codec(_) => Err(OBJECT),
            _ => Ok(AdmittedLive { object }),
        }
    }
}

impl Doorman {
    pub(super) const fn new(policy: OriginPolicy, source: Source) -> Self {
        Self {
            policy,
            source,
            relay: None,
            pinned: None,
        }
    }

    /// Source and origin, in this order.
    #[inline]
    pub(super) fn know<'p, 'a>(&self, post: &'p Post<'a>) -> Result<Known<'p, 'a>, Refusal> {
        if post.witness == Witness::Nobody {
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
            Ok(Known { post, pinned })
        } else {
            Err(Refusal::new(Reason::ForeignOrigin))
        }
    }
}

fn within_size(json: &str, limits: &Limits) -> Result<(), Refusal> {
    if json.len() > limits.message_bytes() {
        return Err(Refusal::new(Reason::TooLarge));
    }
    Ok(())
}
