//! Sends a message: order rules, writing, the outbox.

use std::sync::Arc;

use super::core::{Core, index};
use super::handshake::What;
use super::order::Order;
use super::send_error::SendError;
use crate::Millis;
use crate::describe::Direction;
use crate::json::{self, Record, Writer};
use crate::message::{self, Outgoing, Unknown};
use crate::post::Carries;
use crate::table::{Path, Row};

impl Core {
    pub(super) fn row(&self, message: Outgoing<'_>) -> Option<&'static Row> {
        self.ours.row(message.row)
    }

    fn is_answered(&self, message: Outgoing<'_>) -> bool {
        self.row(message).is_some_and(|row| row.reply.is_some())
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
        let held = self.allowed(message);
        let sent = held.and_then(|held| self.hand_over(message, held));
        trace!(sent(self, message, sent.as_ref().err()));
        sent
    }

    pub(super) fn send_anyway(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        let sent = self.hand_over(message, false);
        trace!(sent(self, message, sent.as_ref().err()));
        sent
    }

    pub(super) fn request(
        &mut self,
        message: Outgoing<'_>,
        timeout: Option<Millis>,
    ) -> Result<(u64, Arc<()>), SendError> {
        let held = self.allowed(message);
        let made = held.and_then(|held| self.ask(message, timeout, held));
        trace!(sent(self, message, made.as_ref().err()));
        made
    }

    /// Whether a message waits for the handshake; an error if it is refused now.
    fn allowed(&self, message: Outgoing<'_>) -> Result<bool, SendError> {
        let held = self.is_held(message.row)?;
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
        let reports = self.is_library() && self.receives == Direction::ToVendor;
        if reports && !(self.page_functions.is_there() && self.is_answered(message)) {
            self.fire(message)?;
        } else if self.conventions.is_there() && !self.may_be_asked(message) {
            self.call(message)?;
        } else if self.pending.is_there() && self.is_answered(message) {
            // Also an answer that is not waited for must find its place among those that are.
            return self.ask(message, None, held).map(drop);
        } else if self.handshake.is_there() && held {
            self.outbox_has_room()?;
            let text = self.written(message)?;
            self.hold(message.row, message.record, What::Message(text));
            return Ok(());
        } else {
            let text = self.written(message)?;
            if self.handshake.is_there() && self.begins(message.row) {
                return self.begin(message.row, message.record, text);
            }
            self.post(Carries::Message, index(message.row), text)?;
        }
        self.note_ended(message.row, message.record);
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

    /// What is posted for a message.
    pub(super) fn written(&self, message: Outgoing<'_>) -> Result<String, SendError> {
        if let Some(text) = message.unknown.and_then(Unknown::posted) {
            // A codec's string that was read goes back as it came.
            self.fits(text)?;
            return Ok(text.to_owned());
        }
        let row = self.row(message);
        let paths = self.ours.paths(message.row);
        self.as_posted(&|out| message::write_row(row, message.record, out), paths)
    }

    /// What is posted for a message that is written, of which some stands in other objects.
    pub(super) fn as_posted(
        &self,
        write: &dyn Fn(&mut Writer),
        paths: &'static [Path],
    ) -> Result<String, SendError> {
        let mut json = self.exactly(write, self.ours.encoding.posts_objects())?;
        if self.inner_objects.is_there() && !paths.is_empty() {
            json = message::unlift(&json, paths).ok_or(SendError::Unwritable)?;
            self.fits(&json)?;
        }
        if let Some(codec) = self.ours.encoding.codec() {
            let text = codec.write(&json).ok_or(SendError::Unwritable)?;
            self.fits(&text)?;
            return Ok(text.into_owned());
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
