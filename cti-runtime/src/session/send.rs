//! Sends a message: order rules, writing, the outbox.

use std::sync::Arc;

use super::core::{Core, index};
use super::features::{CODECS, CONVENTIONS, HANDSHAKES, LIBRARIES, PATHS, REPLIES, REQUESTS};
use super::handshake::What;
use super::inbound;
use super::order::Order;
use super::pending::{By, Observed};
use super::send_error::SendError;
use crate::describe::{Direction, Encoding};
use crate::json::{self, CallKey, Fill, Literal, Record, Writer, digits};
use crate::message::{self, Outgoing, RequestId, Unknown};
use crate::post::Carries;
use crate::table::{Path, Reply, Row};
use crate::{Millis, Signal};

impl Core {
    fn row(&self, message: Outgoing<'_>) -> Option<&'static Row> {
        self.ours.row(message.row)
    }

    fn is_answered(&self, message: Outgoing<'_>) -> bool {
        REPLIES.is_linked() && self.row(message).is_some_and(|row| row.reply.is_some())
    }

    pub(super) fn can_send(&self, message: Outgoing<'_>) -> Result<(), SendError> {
        let target = self.target.is_some() || self.is_library();
        if self.allowed(message)? || target {
            Ok(())
        } else {
            Err(SendError::NoTarget)
        }
    }

    pub(super) fn send(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        let held = self.allowed(message)?;
        self.hand_over(message, held)
    }

    pub(super) fn send_anyway(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        self.hand_over(message, false)
    }

    pub(super) fn request(
        &mut self,
        message: Outgoing<'_>,
        timeout: Option<Millis>,
    ) -> Result<(u64, Arc<()>), SendError> {
        let held = self.allowed(message)?;
        self.ask(message, timeout, held)
    }

    /// Whether a message waits for the handshake; an error if it is refused now.
    fn allowed(&self, message: Outgoing<'_>) -> Result<bool, SendError> {
        let held = HANDSHAKES.is_linked() && self.is_held(message.row)?;
        match self.order_of(message).violation() {
            Some(rule) => Err(SendError::OutOfTurn(rule)),
            None => Ok(held),
        }
    }

    /// Sends a message, whatever the order rules say of it.
    fn hand_over(&mut self, message: Outgoing<'_>, held: bool) -> Result<(), SendError> {
        if message.settled {
            return Err(SendError::Undeclared);
        }
        if self.is_library() && self.receives == Direction::ToVendor {
            self.fire(message)?;
        } else if CONVENTIONS.is_linked() && self.is_library() && !self.may_be_asked(message) {
            self.call(message)?;
        } else if self.is_library() || self.is_answered(message) {
            // Also an answer that is not waited for must find its place among those that are.
            return self.ask(message, None, held).map(drop);
        } else if held {
            self.outbox_has_room()?;
            let text = self.written(message)?;
            self.hold(message.row, message.record, What::Message(text));
            return Ok(());
        } else {
            let text = self.written(message)?;
            if HANDSHAKES.is_linked() && self.begins(message.row) {
                return self.begin(message.row, message.record, text);
            }
            self.post(Carries::Message, index(message.row), text)?;
        }
        self.moved(message.row, message.record);
        Ok(())
    }

    /// What the rules say of a message of this side. Part of a handshake may come at any time.
    fn order_of(&self, message: Outgoing<'_>) -> Order {
        match self.row(message) {
            Some(row) if !self.is_routine(message.row) => self.machines.check(row, message.record),
            _ => self.no_order(),
        }
    }

    /// The states move as the message that was sent implies.
    pub(super) fn moved(&mut self, row: usize, record: &dyn Record) -> Order {
        let mode = self.mode_of_sent(row);
        match self.ours.row(row) {
            Some(row) => self.machines.apply(row, record, u64::MAX, mode),
            None => self.no_order(),
        }
    }

    /// Waits as long as the request says, else as the declaration says, else as the session does. A request
    /// that is held is posted when the handshake is over.
    fn ask(
        &mut self,
        message: Outgoing<'_>,
        timeout: Option<Millis>,
        held: bool,
    ) -> Result<(u64, Arc<()>), SendError> {
        let row = self.row(message).ok_or(SendError::Undeclared)?;
        self.outbox_has_room()?;
        let timeout = timeout.or(row.within).unwrap_or(self.timeout);
        let by = By::of(row).ok_or(SendError::Undeclared)?;
        let json = if LIBRARIES.is_linked() && by == By::Number {
            self.arguments(message)?
        } else if self.target.is_none() && !held {
            return Err(SendError::NoTarget);
        } else if REQUESTS.is_linked()
            && let Some(requests) = self.ours.requests(message.row)
        {
            let id = id_json(self.pending.next(), requests.numbers);
            let record = message.record;
            let paths = self.ours.paths(message.row);
            self.as_posted(
                &|out| message::write_request(row, requests, &id, record, out),
                paths,
            )?
        } else {
            self.written(message)?
        };
        // Making room may drop an outcome that was not asked for: only for what can be sent.
        if !self.pending.make_room(self.limits.waiting_replies()) {
            return Err(SendError::TooManyWaiting);
        }
        let index = index(message.row);
        let made = self.pending.ask(
            (index, is_plain(message.record)),
            by,
            json,
            self.now,
            timeout,
        );
        if HANDSHAKES.is_linked() && held {
            self.pending.hold(made.id, made.json);
            self.hold(message.row, message.record, What::Request(made.id));
            return Ok((made.id, made.claim));
        }
        match made.json {
            Some(arguments) if LIBRARIES.is_linked() && by == By::Number => {
                let (id, name, arguments) = (made.id, row.tag.into(), arguments.into());
                self.push_signal(Signal::Request {
                    id,
                    name,
                    arguments,
                })?;
            }
            Some(json) => self.post(Carries::Request(made.id), index, json)?,
            None => {}
        }
        self.moved(message.row, message.record);
        Ok((made.id, made.claim))
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
        if self.pending.make_room(self.limits.waiting_replies()) {
            let request = Observed {
                id: number.map(RequestId::get),
                wire_id,
                row,
                by,
                plain: is_plain(record),
            };
            let timeout = entry.within.unwrap_or(self.timeout);
            self.pending.observe(request, self.now, timeout);
        }
    }

    /// Puts the id that the next request will have into a message by which it is answered.
    pub(super) fn number(&self, row: usize, record: &mut dyn Fill) {
        let Some(row) = self.ours.row(row) else {
            return;
        };
        if let (Some(id), Some(Reply::Named { .. })) = (row.id, row.reply) {
            let next = self.pending.next();
            let next = if id.number {
                Literal::Number(next)
            } else {
                Literal::Digits(next)
            };
            // The macro lets no id be of another type.
            let _ = next.fill(record, usize::from(id.field));
        }
    }

    /// Whether a message of a library's user is answered, or isn't declared.
    fn may_be_asked(&self, message: Outgoing<'_>) -> bool {
        self.row(message).is_none_or(|row| row.reply.is_some())
    }

    /// Calls a function of the library that answers nothing.
    fn call(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        let Some(row) = self.row(message) else {
            return Err(SendError::Undeclared);
        };
        self.outbox_has_room()?;
        let (name, arguments) = (row.tag.into(), self.arguments(message)?.into());
        let id = self.pending.numbers().take();
        self.push_signal(Signal::Request {
            id,
            name,
            arguments,
        })
    }

    /// The arguments of a function, as its convention says.
    fn arguments(&self, message: Outgoing<'_>) -> Result<String, SendError> {
        let object = CONVENTIONS.is_linked() && inbound::convention(self.ours, message.row).object;
        let write = if object {
            message::write_named_arguments
        } else {
            message::write_arguments
        };
        self.exactly(&|out| write(message.record, out), true)
    }

    /// Calls the subscribers.
    fn fire(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        let name = match (self.row(message), message.unknown) {
            (Some(row), _) => row.tag.into(),
            (None, Some(unknown)) => unknown.name().to_owned().into(),
            (None, None) => return Ok(()),
        };
        let convention = inbound::convention(self.ours, message.row);
        let write = |out: &mut Writer| {
            if !message.record.shape().whole {
                out.null();
            } else if CONVENTIONS.is_linked() && message.unknown.is_none() {
                let mut own = out.alike();
                message.record.put(&mut own);
                message::write_heard(convention.keys.as_ref(), own.as_str(), out);
            } else {
                message.record.put(out);
            }
        };
        let body = self.exactly(&write, true)?;
        self.push_signal(Signal::Fire {
            name,
            body: body.into(),
        })
    }

    /// What is posted for a message.
    fn written(&self, message: Outgoing<'_>) -> Result<String, SendError> {
        match message.unknown.and_then(Unknown::posted) {
            // A codec's string that was read goes back as it came.
            Some(text) if CODECS.is_linked() => {
                self.fits(text)?;
                Ok(text.to_owned())
            }
            _ => {
                let row = self.row(message);
                let paths = self.ours.paths(message.row);
                self.as_posted(&|out| message::write_row(row, message.record, out), paths)
            }
        }
    }

    /// What is posted for a message that is written, of which some stands in other objects.
    pub(super) fn as_posted(
        &self,
        write: &dyn Fn(&mut Writer),
        paths: &'static [Path],
    ) -> Result<String, SendError> {
        let is_object = matches!(
            self.ours.encoding,
            Encoding::Object | Encoding::ObjectOrText
        );
        let mut json = self.exactly(write, is_object)?;
        if PATHS.is_linked() && !paths.is_empty() {
            json = message::unlift(&json, paths).ok_or(SendError::Unwritable)?;
            self.fits(&json)?;
        }
        if CODECS.is_linked()
            && let Some(codec) = self.ours.encoding.codec()
        {
            let text = codec.write(&json).ok_or(SendError::Unwritable)?;
            self.fits(&text)?;
            return Ok(text);
        }
        Ok(json)
    }

    /// What is written, if it isn't too large, and says exactly what it should; `is_object` is whether
    /// JavaScript has it as an object.
    pub(super) fn exactly(
        &self,
        write: &dyn Fn(&mut Writer),
        is_object: bool,
    ) -> Result<String, SendError> {
        // Most messages fit: growing twice on the way costs a fifth of the time.
        let mut out = Writer::with_capacity(512);
        write(&mut out);
        let json = out.into_string();
        self.fits(&json)?;
        match json::inexact(&json, is_object) {
            None => Ok(json),
            Some((_, what)) => {
                let path = json::inexact_path(write, is_object);
                Err(SendError::Inexact { path, what })
            }
        }
    }

    /// Whether a message isn't too large.
    pub(super) fn fits(&self, text: &str) -> Result<(), SendError> {
        if text.len() > self.limits.message_bytes() {
            Err(SendError::TooLarge)
        } else {
            Ok(())
        }
    }
}

/// Whether a message has no fields, so that all of its row are the same.
fn is_plain(record: &dyn Record) -> bool {
    let shape = record.shape();
    shape.keys.is_empty() && shape.beside.is_empty() && !shape.whole
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
