//! Gives a session the [parts](super::part) that its side of its protocol needs.

use super::core::Core;
use super::handshake::Handshake;
use super::incoming_requests::IncomingRequests;
use super::part::{Part, optional};
use super::pending::PendingRequests;
use super::reported::Reported;
use super::signals::Signals;
use crate::describe::Direction;
use crate::message::Stamps;
use crate::protocol::{Messages, Protocol, Side, Transport};
use crate::table::{DirectionTable, MachineTable};
use crate::{OriginPolicy, Source};

/// Reads envelopes with more than a tag and a content, or several of them.
pub(super) struct Envelopes;

/// Reads and writes envelopes that have some of it in other objects.
pub(super) struct InnerObjects;

/// Finds the request that an answer answers by an id.
pub(super) struct AnswersById;

/// Answers requests many times, and takes many answers.
pub(super) struct Streams;

/// Calls functions, reads answers and subscribes in ways that a declaration says.
pub(super) struct Conventions;

/// Has a library call functions of the page, which answers.
pub(super) struct PageFunctions;

/// Whether a page answers a library in a protocol of this program. For edges.
#[inline]
pub fn page_answers() -> bool {
    Part::<PageFunctions>::is_made()
}

/// Shows what was answered: tools do.
pub(super) struct Shown;

/// Makes requests of a trait, and reads their answers, which are no messages.
pub(super) struct RequestTraits;

optional!(Envelopes);
optional!(InnerObjects);
optional!(AnswersById);
optional!(Conventions);
optional!(PageFunctions);
optional!(RequestTraits);
optional!(Shown);
optional!(Stamps);
optional!(Streams);

impl Core {
    /// A session with the parts that its side of its protocol needs.
    pub(super) fn of<P: Protocol, S: Side<P>>(policy: OriginPolicy, source: Source) -> Box<Self> {
        let (theirs, ours) = (received::<P, S>(), sent::<P, S>());
        let mut core = Self::without_parts(P::TABLE, (theirs, ours), S::RECEIVES, policy, source);
        if const { any_keyed(P::TABLE.machines) } {
            core.machines.track_calls();
        }
        if const { shakes_hands::<P, S>() } {
            core.handshake = Part::new(Handshake::new(ours, theirs));
        }
        if const { asks::<P, S>() } {
            core.pending = Part::new(PendingRequests::new(ours, theirs));
        }
        if const { sent::<P, S>().answered().id } {
            core.answers_by_id = Part::new(AnswersById);
        }
        if const { sent::<P, S>().has_requests() } {
            core.request_traits = Part::new(RequestTraits);
        }
        if const { received::<P, S>().has_requests() || is_called::<P, S>() } {
            core.incoming = Part::new(IncomingRequests::default());
        }
        if const { P::Transport::IS_LIBRARY } {
            core.signals = Part::new(Signals::default());
        }
        if const { received::<P, S>().has_conventions() || sent::<P, S>().has_conventions() } {
            core.conventions = Part::new(Conventions);
        }
        if const { page_is_called::<P, S>() } {
            core.page_functions = Part::new(PageFunctions);
        }
        if const { received::<P, S>().reports() } {
            core.reported = Part::new(Reported::default());
        }
        if const { received::<P, S>().is_stamped() || sent::<P, S>().is_stamped() } {
            core.stamps = Part::new(Stamps::default());
        }
        if const { received::<P, S>().has_streams() || sent::<P, S>().has_streams() } {
            core.streams = Part::new(Streams);
        }
        if const { received::<P, S>().only_plain().is_none() } {
            core.envelopes = Part::new(Envelopes);
        }
        if const { received::<P, S>().has_paths() || sent::<P, S>().has_paths() } {
            core.inner_objects = Part::new(InnerObjects);
        }
        core
    }
}

/// Whether a session fills in fields of its side's messages: ids, and what it was opened with.
pub(super) const fn completes<P: Protocol, S: Side<P>>() -> bool {
    let ours = sent::<P, S>();
    ours.is_stamped() || ours.answered().made_id
}

const fn received<P: Protocol, S: Side<P>>() -> &'static DirectionTable {
    <S::In as Messages>::TABLE
}

const fn sent<P: Protocol, S: Side<P>>() -> &'static DirectionTable {
    <S::Out as Messages>::TABLE
}

const fn shakes_hands<P: Protocol, S: Side<P>>() -> bool {
    received::<P, S>().handshake.is_some() || sent::<P, S>().handshake.is_some()
}

/// Whether a side makes requests, or numbers its messages as they are.
const fn asks<P: Protocol, S: Side<P>>() -> bool {
    sent::<P, S>().answered().any || sent::<P, S>().is_stamped() || P::Transport::IS_LIBRARY
}

/// Whether a side has functions that the other side calls: a library, or a page that answers one.
const fn is_called<P: Protocol, S: Side<P>>() -> bool {
    P::Transport::IS_LIBRARY
        && (matches!(S::RECEIVES, Direction::ToVendor) || page_is_called::<P, S>())
}

/// Whether a library calls functions of the page.
const fn page_is_called<P: Protocol, S: Side<P>>() -> bool {
    let events = match S::RECEIVES {
        Direction::FromVendor => received::<P, S>(),
        Direction::ToVendor => sent::<P, S>(),
    };
    P::Transport::IS_LIBRARY && events.answered().any
}

const fn any_keyed(machines: &[MachineTable]) -> bool {
    let mut machines = machines;
    while let [machine, rest @ ..] = machines {
        if machine.keyed {
            return true;
        }
        machines = rest;
    }
    false
}
