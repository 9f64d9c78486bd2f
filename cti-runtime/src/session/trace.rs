//! Records the results of a session with `tracing`: each is an event of the session's span.
//!
//! Fields of messages are recorded as JSON in which personal data is masked, and of what isn't declared
//! its shape alone.

use tracing::{Span, debug, error_span, warn};

use super::core::Core;
use super::inbound::Slot;
use super::order::{Order, Turn};
use super::received::Drifted;
use super::refusal::Refusal;
use super::send_error::SendError;
use crate::describe::Direction;
use crate::mask;
use crate::message::{Outgoing, RequestId, Unknown};

/// What filters know all events by.
const TARGET: &str = "cti_runtime";

/// The span of a session, inside of the one in which it is opened. Its level is the highest, so that a
/// filter that lets an event pass lets its span pass.
pub(super) fn session(protocol: &'static str, receives: Direction) -> Span {
    let side = match receives {
        Direction::FromVendor => "application",
        Direction::ToVendor => "vendor",
    };
    error_span!(target: TARGET, "session", protocol, side)
}

/// The session is with an origin from here on.
pub(super) fn met(span: &Span, origin: &str) {
    debug!(target: TARGET, parent: span, origin, "with an origin");
}

pub(super) fn received(span: &Span, tag: &str, slot: &dyn Slot, order: &Order) {
    let fields = || slot.record().map(mask::fields);
    if order.turn() == Turn::OutOfTurn {
        let rule = order.violation().map(|rule| rule.text());
        warn!(target: TARGET, parent: span, tag, fields = fields(), rule, ?order, "received out of turn");
    } else {
        debug!(target: TARGET, parent: span, tag, fields = fields(), ?order, "received");
    }
}

pub(super) fn unknown(span: &Span, unknown: &Unknown) {
    debug!(target: TARGET, parent: span, ?unknown, "received, but not declared");
}

pub(super) fn drifted(span: &Span, drifted: &Drifted) {
    let (tag, order) = (drifted.name(), drifted.order());
    let (why, at) = (drifted.why(), || drifted.location());
    warn!(target: TARGET, parent: span, tag, %why, at = %at(), ?order, "not as declared");
}

pub(super) fn refused(span: &Span, refusal: &Refusal) {
    debug!(target: TARGET, parent: span, gate = ?refusal.gate(), why = %refusal, "refused");
}

/// A request of this side was answered.
pub(super) fn answered(span: &Span, request: RequestId, tag: &str) {
    debug!(target: TARGET, parent: span, request = request.get(), tag, "answered");
}

/// Requests of this side that are past their deadlines.
pub(super) fn unanswered(core: &Core) {
    let pending = core.pending.get().into_iter();
    for row in pending.flat_map(|pending| pending.overdue(core.now)) {
        let tag = core.ours.row(row.into()).map_or("", |row| row.tag);
        warn!(target: TARGET, parent: &core.span, tag, "no answer before the deadline");
    }
}

pub(super) fn sent(core: &Core, message: Outgoing<'_>, why: Option<&SendError>) {
    let tag = match (core.row(message), message.unknown) {
        (Some(row), _) => row.tag,
        (None, Some(unknown)) => unknown.masked_name(),
        (None, None) => "",
    };
    if let Some(why) = why {
        warn!(target: TARGET, parent: &core.span, tag, %why, "not sent");
    } else {
        let fields = || mask::fields(message.record);
        debug!(target: TARGET, parent: &core.span, tag, fields = fields(), "sent");
    }
}

/// A request of the other side was answered, or wasn't.
pub(super) fn answer(span: &Span, request: RequestId, answered: &Result<(), SendError>) {
    let request = request.get();
    match answered {
        Ok(()) => debug!(target: TARGET, parent: span, request, "answer sent"),
        Err(why) => warn!(target: TARGET, parent: span, request, %why, "answer not sent"),
    }
}

pub(super) fn handshake_given_up(span: &Span, why: &SendError) {
    warn!(target: TARGET, parent: span, %why, "handshake given up");
}
