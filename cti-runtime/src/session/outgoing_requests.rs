//! Makes the requests of this side, and settles them with what answers them.

use std::sync::Arc;

use super::core::{Core, index};
use super::handshake::What;
use super::inbound::Inbound;
use super::order::ReplyNote;
use super::pending::{By, Observed};
use super::send_error::SendError;
use crate::json::{CallKey, Fill, Literal, Record, digits};
use crate::message::{self, Outgoing, RequestId};
use crate::post::Carries;
use crate::table::{Reply, Requests, Row};
use crate::{Millis, Signal};

impl Core {
    /// Waits as long as the request says, else as the declaration says, else as the session does. A request
    /// that is held is posted when the handshake is over.
    pub(super) fn ask(
        &mut self,
        message: Outgoing<'_>,
        timeout: Option<Millis>,
        held: bool,
    ) -> Result<(u64, Arc<()>), SendError> {
        let row = self.row(message).ok_or(SendError::Undeclared)?;
        self.outbox_has_room()?;
        let timeout = timeout.or(row.within);
        let timeout = timeout.unwrap_or_else(|| self.patience(message.row));
        let by = if self.asks_by_port(message.row) {
            By::Port
        } else {
            By::of(row)
        };
        if self.target.is_none() && !held && by != By::Number {
            return Err(SendError::NoTarget);
        }
        let text = self.written_request(message, by)?;
        // Making room may drop an outcome that was not asked for: only for what can be sent.
        let is_stream = self.own_stream(message.row).is_some();
        let pending = self.pending.get_mut().ok_or(SendError::Undeclared)?;
        if !pending.make_room(self.limits.waiting_replies()) {
            return Err(SendError::TooManyWaiting);
        }
        let index = index(message.row);
        let plain = is_plain(message.record);
        let made = pending.ask((index, plain), by, text, self.now, timeout);
        if is_stream {
            pending.make_stream(made.id);
        }
        if self.handshake.is_there() && held {
            pending.hold(made.id, made.text);
            self.hold(message.row, message.record, What::Request(made.id));
            return Ok((made.id, made.claim));
        }
        if let Some(text) = made.text {
            self.post_written(made.id, index, by, text)?;
        }
        self.moved(message.row, message.record);
        Ok((made.id, made.claim))
    }

    /// Whether a port is posted with a message of this side, over which it is answered.
    fn asks_by_port(&self, row: usize) -> bool {
        let by_port = || self.ours.requests(row).is_some_and(Requests::by_port);
        self.request_traits.is_there() && by_port()
    }

    /// Posts a request, or hands over what calls a function of a library.
    fn post_written(&mut self, id: u64, row: u16, by: By, text: String) -> Result<(), SendError> {
        if self.is_library() && by == By::Number {
            let row = self.ours.row(row.into()).ok_or(SendError::Undeclared)?;
            return self.push_signal(Signal::Request {
                id,
                name: row.tag.into(),
                arguments: text.into(),
            });
        }
        self.post(Carries::Request(id), row, text)
    }

    /// What is posted for a request.
    fn written_request(&self, message: Outgoing<'_>, by: By) -> Result<String, SendError> {
        if self.is_library() && by == By::Number {
            return self.arguments(message);
        }
        if self.request_traits.is_there()
            && let Some(row) = self.row(message)
            && let Some(requests) = self.ours.requests(message.row)
            && let Some(pending) = self.pending.get()
        {
            let id = id_json(pending.next(), requests.numbers);
            let paths = self.ours.paths(message.row);
            return self.as_posted(
                &|out| message::write_request(row, requests, &id, message.record, out),
                paths,
            );
        }
        self.written(message)
    }

    /// Settles the request that a message of the other side answers, with the fields of it that could be
    /// read.
    pub(super) fn settle_request(
        &mut self,
        (index, row): (usize, &Row),
        record: &dyn Record,
        fields: u64,
        incoming: &dyn Inbound,
    ) -> ReplyNote {
        let Some(pending) = self.pending.get_mut() else {
            return ReplyNote::None;
        };
        let by_id = self.answers_by_id.is_there() && row.id.is_some() && pending.is_answer(index);
        let note = if by_id {
            let id = answer_id(row, record, fields);
            self.answer_by_id(index, id.as_deref(), incoming)
        } else {
            pending.answer(index, incoming)
        };
        if note == ReplyNote::Settled {
            // The next request of the name may go.
            self.post_queued();
        }
        note
    }

    /// Deadlines of requests are missed, and queued ones posted.
    pub(super) fn pass_time_of_requests(&mut self) {
        trace!(unanswered(self));
        let now = self.now;
        if let Some(pending) = self.pending.get_mut().filter(|pending| !pending.is_idle()) {
            pending.tick(now);
            self.post_queued();
        }
    }

    /// Posts requests that had queued behind others.
    pub(super) fn post_queued(&mut self) {
        let now = self.now;
        while let Some((id, row, json)) = self
            .pending
            .get_mut()
            .and_then(|pending| pending.next_free(now))
        {
            self.post_request(id, row, json);
        }
    }

    /// Posts a request whose turn has come. One that can't be posted ends with the reason.
    pub(super) fn post_request(&mut self, id: u64, row: u16, text: String) {
        if let Err(why) = self.post(Carries::Request(id), row, text)
            && let Some(pending) = self.pending.get_mut()
        {
            pending.not_posted(id, why);
        }
    }

    /// A request was made by other means: its answer will be known for one.
    pub(super) fn observe_request(
        &mut self,
        row: usize,
        record: &dyn Record,
        id: Option<&str>,
        number: Option<RequestId>,
    ) {
        let Some(entry) = self.ours.row(row) else {
            return;
        };
        let wire_id = match id {
            Some(id) => Some(message::id_text(id).into()),
            None => answer_id(entry, record, u64::MAX).map(String::into_boxed_str),
        };
        let by = match (entry.reply, number) {
            (Some(Reply::Named { .. } | Reply::Request { .. }), None) if wire_id.is_some() => {
                By::Id
            }
            (Some(Reply::Named { ok, error }), None) if entry.id.is_none() => {
                By::Name { ok, error }
            }
            (Some(Reply::Callback { .. }), Some(_)) => By::Number,
            _ => return,
        };
        let is_stream = self.own_stream(row).is_some();
        let timeout = entry.within.unwrap_or_else(|| self.patience(row));
        if let Some(pending) = self.pending.get_mut()
            && pending.make_room(self.limits.waiting_replies())
        {
            let request = Observed {
                id: number.map(RequestId::get),
                wire_id,
                row,
                by,
                plain: is_plain(record),
            };
            let id = pending.observe(request, self.now, timeout);
            if is_stream {
                pending.make_stream(id);
            }
        }
    }

    /// Puts the id that the next request will have into a message by which it is answered.
    pub(super) fn number(&self, row: usize, record: &mut dyn Fill) {
        let is_named = |row: &Row| matches!(row.reply, Some(Reply::Named { .. }));
        if let Some(pending) = self.pending.get()
            && self.ours.row(row).is_some_and(is_named)
        {
            self.address(row, record, pending.next());
        }
    }

    /// Puts the id of the request with this number into a message, if that has one.
    pub(super) fn address(&self, row: usize, record: &mut dyn Fill, request: u64) {
        if let Some(id) = self.ours.row(row).and_then(|row| row.id) {
            let request = if id.number {
                Literal::Number(request)
            } else {
                Literal::Digits(request)
            };
            // The macro lets no id be of another type.
            let _ = request.fill(record, usize::from(id.field));
        }
    }
}

/// Whether a message has no fields, so that all of its row are the same.
fn is_plain(record: &dyn Record) -> bool {
    let shape = record.shape();
    shape.is_empty() && shape.beside.is_empty() && !shape.whole
}

/// An id as JSON.
fn id_json(number: u64, is_number: bool) -> String {
    let quote = if is_number { "" } else { "\"" };
    [quote, &digits(number), quote].concat()
}

/// The id by which a message answers or is answered, as text, if it is among the fields that were
/// read.
pub(super) fn answer_id(row: &Row, record: &dyn Record, fields: u64) -> Option<String> {
    let field = row.id?.field;
    if fields & (1 << (field & 63)) == 0 {
        return None;
    }
    Some(match record.call_key(usize::from(field))? {
        CallKey::Number(number) => digits(number),
        CallKey::Text(text) => text.into(),
        CallKey::Uuid(_) => return None,
    })
}
