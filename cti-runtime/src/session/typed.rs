//! Where the types of a protocol and a side are put on a [`Core`]: all that is compiled for each of
//! them.

use super::core::Core;
use super::open::Session;
use super::received::{Delivered, Received};
use crate::protocol::{Messages, New, Protocol, Side};
use crate::{Data, Millis, Post, Signal};

impl<P: Protocol, S: Side<P>> Session<P, S> {
    pub(crate) fn take_post(&mut self, post: &Post<'_>, now: Millis) -> Received<S::In> {
        // Most of what a page hears is turned away here, before there is a place for a message.
        let trusted = match self.peer.core.check_sender(post, now) {
            Ok(trusted) => trusted,
            Err(refusal) => return Received::Refused(refusal),
        };
        let mut message = Messages::make(New::NONE);
        let received = self.peer.core.receive(trusted, &mut message);
        received.with(message)
    }

    /// As [`receive`](Self::receive), with [`Untyped::receive_object`](super::Untyped::receive_object)
    /// where that can be. For edges.
    pub fn receive_object(&mut self, post: &Post<'_>, now: Millis) -> Received<S::In> {
        let trusted = match self.peer.core.check_sender(post, now) {
            Ok(trusted) => trusted,
            Err(refusal) => return Received::Refused(refusal),
        };
        let mut message = Messages::make(New::NONE);
        let receive = if const { Self::READS_OBJECTS } {
            Core::receive_object
        } else {
            Core::receive
        };
        receive(&mut self.peer.core, trusted, &mut message).with(message)
    }

    pub(crate) fn observe_post(&mut self, data: Data<'_>, now: Millis) -> Received<S::Out> {
        let mut message = Messages::make(New::NONE);
        let received = self.peer.core.observe(data, now, &mut message);
        received.with(message)
    }

    pub(crate) fn take_signal(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::In> {
        let mut message = Messages::make(New::NONE);
        let delivered = self.peer.core.deliver(signal, now, &mut message);
        delivered.with(message)
    }

    pub(crate) fn observe_sent_signal(
        &mut self,
        signal: &Signal<'_>,
        now: Millis,
    ) -> Delivered<S::Out> {
        let mut message = Messages::make(New::NONE);
        let delivered = self.peer.core.observe_signal(signal, now, &mut message);
        delivered.with(message)
    }
}

impl Received<()> {
    /// With the message that was put into the slot.
    #[inline]
    fn with<M>(self, message: M) -> Received<M> {
        match self {
            Self::Message((), order) => Received::Message(message, order),
            Self::Drifted(drifted) => Received::Drifted(drifted),
            Self::Refused(refusal) => Received::Refused(refusal),
        }
    }
}

impl Delivered<()> {
    #[inline]
    fn with<M>(self, message: M) -> Delivered<M> {
        match self {
            Self::Message((), order) => Delivered::Message(message, order),
            Self::Answered { request, method } => Delivered::Answered { request, method },
            Self::Drifted(drifted) => Delivered::Drifted(drifted),
            Self::Refused(refusal) => Delivered::Refused(refusal),
        }
    }
}
