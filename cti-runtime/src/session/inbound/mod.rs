//! A message that arrived, in any of its forms: finding the row of its table, and reading it into a blank
//! one.

mod named;
mod object;
mod posted;

pub use named::convention;
pub(super) use named::named;
pub(super) use object::object;
pub(super) use posted::{Posted, enveloped, lifted, plain, posted};

use std::fmt;

use super::order::Order;
use super::received::Drifted;
use super::refusal::{Reason, Refusal};
use crate::json::{Fault, Fill};
use crate::message::{self, Miss, Unknown};
use crate::protocol::{Messages, New};
use crate::table::{DirectionTable, FamilyTable, Requests, Row};

/// Where a message goes, whatever its type.
pub trait Slot {
    /// Puts a message there. A blank one is then read into.
    fn make(&mut self, new: New) -> &mut dyn Fill;

    /// What was put there, if it can be written.
    #[cfg(feature = "tracing")]
    fn record(&self) -> Option<&dyn crate::json::Put> {
        None
    }
}

impl<F: Messages> Slot for F {
    fn make(&mut self, new: New) -> &mut dyn Fill {
        *self = F::make(new);
        self.record_mut()
    }

    #[cfg(feature = "tracing")]
    fn record(&self) -> Option<&dyn crate::json::Put> {
        Some(Messages::record(self))
    }
}

const NO_TAG: Refusal = Refusal::new(Reason::NoTag);

fn missed(miss: Miss) -> Refusal {
    match miss {
        Miss::NotOurs => NO_TAG,
        Miss::Malformed(fault) => Refusal::malformed(fault),
    }
}

/// A message that was received, as a session keeps it until it is asked for.
#[derive(Clone)]
pub(super) struct KeptMessage {
    json: String,
    read: ReadAgain,
}

/// Reads a message again. Where it was received it is known how: so a program whose messages are all
/// objects has no parser of JSON in it for those that answer requests.
type ReadAgain = fn(&str, &'static DirectionTable, &mut dyn Slot) -> Reading;

/// Read, drifted, or not read at all.
type Reading = Result<Result<(), Fault>, Refusal>;

impl KeptMessage {
    /// Reads it.
    pub(super) fn read<F: Messages>(&self) -> Result<F, Fault> {
        let mut message = F::make(New::NONE);
        match (self.read)(&self.json, F::TABLE, &mut message) {
            Ok(Ok(())) => Ok(message),
            Ok(Err(fault)) => Err(fault),
            Err(refusal) => Err(refusal.fault().unwrap_or(message::not_an_answer())),
        }
    }
}

/// How large it is, and none of it.
impl fmt::Debug for KeptMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "message of {} bytes", self.json.len())
    }
}

/// Reads a message: a refusal if it is malformed, a fault if it has drifted.
pub(super) fn read(incoming: &dyn Inbound, slot: &mut dyn Slot) -> Reading {
    let Some((index, row)) = incoming.row() else {
        slot.make(New::Unknown(incoming.unknown()?));
        return Ok(Ok(()));
    };
    match incoming.read(row, slot.make(New::Row(index))) {
        Err(fault) if fault.is_malformed() => Err(incoming.refusal(fault)),
        read => Ok(read),
    }
}

/// A message whose tag, or name, was found.
pub(super) trait Inbound {
    /// The message as JSON.
    fn json(&self) -> &str;

    /// The message as JSON, with what [stands in other objects](crate::message::Lifted) in front of it.
    fn lifted(&self) -> &str {
        self.json()
    }

    /// The message's row and its place in the table; `None` if the declaration doesn't list its tag.
    fn row(&self) -> Option<(usize, &'static Row)>;

    /// Reads the message into a blank one of its row.
    fn read(&self, row: &Row, record: &mut dyn Fill) -> Result<(), Fault>;

    /// How the message is read again from its JSON.
    fn again(&self) -> ReadAgain;

    /// The message, to be kept.
    fn keep(&self) -> KeptMessage {
        KeptMessage {
            json: self.json().to_owned(),
            read: self.again(),
        }
    }

    /// Reads what can be read of a message that has drifted; gives the fields that could, a bit each.
    fn read_leniently(&self, row: &Row, record: &mut dyn Fill) -> u64;

    /// The message, if the declaration doesn't list its tag.
    fn unknown(&self) -> Result<Unknown, Refusal>;

    /// Why the message is refused, which turned out malformed.
    fn refusal(&self, why: Fault) -> Refusal {
        Refusal::malformed(why)
    }

    /// The string of which a codec made the JSON.
    fn posted(&self) -> Option<&str> {
        None
    }

    /// The family of the table whose envelope has more in it than a tag and a content.
    fn family(&self) -> Option<&'static FamilyTable> {
        None
    }

    /// How the messages of its family are answered, if they are requests.
    fn requests(&self) -> Option<&'static Requests> {
        None
    }

    /// A fault of what was [lifted](Self::lifted), as one of the message.
    fn moved(&self, fault: Fault) -> Fault {
        fault
    }
}

/// The id of a request, as JSON; empty, if it is answered over a port.
pub(super) fn request_id<'a>(
    incoming: &'a dyn Inbound,
    requests: &Requests,
    nesting: u16,
) -> Result<&'a str, Fault> {
    let Some(id) = &requests.id else {
        return Ok("");
    };
    message::request_id(incoming.lifted(), id.key, nesting).map_err(|fault| incoming.moved(fault))
}

/// The message, of which this doesn't fit.
#[cold]
pub(super) fn drifted(incoming: &dyn Inbound, row: &Row, why: Fault, order: Order) -> Drifted {
    Drifted::new(row.tag, incoming.json(), incoming.posted(), why, order)
}
