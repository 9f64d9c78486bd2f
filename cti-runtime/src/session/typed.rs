//! Where the types of a protocol and a side are put on a [`Core`]: all that is compiled for each of
//! them.

use super::core::Core;
use super::open::Session;
use super::receive::Arrival;
use super::received::{Delivered, Received};
use super::signals::Delivery;
use crate::protocol::{Family, Protocol, Side};
use crate::{Data, Millis, Post, Signal};

impl Core {
    fn typed<F: Family>(&mut self, arrival: Arrival<'_>) -> Received<F> {
        match arrival {
            Arrival::Known(envelope, take) => {
                // Read in place, and moved once.
                let mut message = F::blank(envelope.index);
                match take(self, &envelope, message.record_mut()) {
                    Received::Message((), order) => Received::Message(message, order),
                    Received::Drifted(drifted) => Received::Drifted(drifted),
                    Received::Refused(refusal) => Received::Refused(refusal),
                }
            }
            Arrival::Unknown(unknown, order) => Received::Message(F::unknown(unknown), order),
            Arrival::Refused(refusal) => Received::Refused(refusal),
        }
    }
}

impl<P: Protocol, S: Side<P>> Session<P, S> {
    pub(crate) fn take_post(&mut self, post: &Post<'_>, now: Millis) -> Received<S::In> {
        let core = &mut self.peer.core;
        let arrival = core.arrived(post, now);
        core.typed(arrival)
    }

    pub(crate) fn watch_post(&mut self, data: Data<'_>, now: Millis) -> Received<S::Out> {
        let core = &mut self.peer.core;
        let arrival = core.posted(data, now);
        core.typed(arrival)
    }

    pub(crate) fn take_signal(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::In> {
        let core = &mut self.peer.core;
        match core.signal(signal, now) {
            Delivery::Message(arrival) => core.typed(arrival).into(),
            Delivery::Answered { call, method } => Delivered::Answered { call, method },
            Delivery::Drifted(drifted) => Delivered::Drifted(drifted),
        }
    }

    pub(crate) fn watch_signal(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::Out> {
        let core = &mut self.peer.core;
        let arrival = core.signalled(signal, now);
        core.typed(arrival).into()
    }
}
