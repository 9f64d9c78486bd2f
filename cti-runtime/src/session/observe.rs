//! What this side sent by other means: for tools that watch a conversation.

use super::admit::Admitted;
use super::call::CallId;
use super::core::Core;
use super::decode::{self, Envelope, Opened};
use super::machines::Learning;
use super::receive::Arrival;
use super::received::{Gate, Received, Refusal};
use super::signals::NO_LIBRARY;
use crate::codec::Record;
use crate::describe::Direction;
use crate::{Data, Millis, Signal};

impl Core {
    /// A message that this side posted.
    pub(super) fn posted<'a>(&mut self, data: Data<'a>, now: Millis) -> Arrival<'a> {
        self.pass_time(now);
        let (Data::Text(json) | Data::Object(json)) = data else {
            let why = "neither an object nor a string";
            return Arrival::Refused(Refusal::new(Gate::NotOurs, why));
        };
        let opened = Admitted::in_page(json, &self.limits)
            .and_then(|admitted| decode::posted(&admitted, self.ours, self.limits.nesting()));
        self.watched(opened)
    }

    /// A signal that this side sent.
    pub(super) fn signalled<'a>(&mut self, signal: &'a Signal<'_>, now: Millis) -> Arrival<'a> {
        self.pass_time(now);
        let (name, body, call) = match (signal, self.receives) {
            _ if !self.library => return Arrival::Refused(NO_LIBRARY),
            (
                Signal::Call {
                    id,
                    name,
                    arguments,
                },
                Direction::FromVendor,
            ) => (name, arguments, Some(*id)),
            (Signal::Fire { name, body }, Direction::ToVendor) => (name, body, None),
            _ => {
                return Arrival::Refused(Refusal::new(Gate::NotOurs, "not sent by this side"));
            }
        };
        let mut opened = self.open_named(self.ours, name, body, call.is_some());
        if let Ok(Opened::Known(envelope)) = &mut opened {
            envelope.call = call.map(CallId);
        }
        self.watched(opened)
    }

    /// Takes a message of this side: moves the state machines, waits for the answer.
    fn watch(&mut self, envelope: &Envelope<'_>, record: &mut dyn Record) -> Received<()> {
        let read = envelope.read(record);
        let fields = match read {
            Ok(()) => u64::MAX,
            Err(fault) if fault.is_malformed() => {
                return Received::Refused(Refusal::malformed(fault));
            }
            Err(_) => envelope.read_leniently(record),
        };
        // A function was called, whatever its arguments.
        if read.is_ok() || envelope.call.is_some() {
            self.observe_call(envelope.index, envelope.call);
        }
        let order = (self.machines).apply(envelope.row, record, fields, Learning::Nothing);
        match read {
            Ok(()) => Received::Message((), order),
            Err(why) => Received::Drifted(envelope.drifted(why, order)),
        }
    }

    fn watched<'a>(&self, opened: Result<Opened<'a>, Refusal>) -> Arrival<'a> {
        match opened {
            Ok(Opened::Known(envelope)) => Arrival::Known(envelope, Self::watch),
            Ok(Opened::Unknown(unknown)) => Arrival::Unknown(unknown, self.no_order()),
            Err(refusal) => Arrival::Refused(refusal),
        }
    }
}
