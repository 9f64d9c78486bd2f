//! Calls functions of an in-page library, and its subscribers.

use super::core::Core;
use super::inbound;
use super::send_error::SendError;
use crate::Signal;
use crate::json::Writer;
use crate::message::{self, Outgoing};

impl Core {
    /// Calls the subscribers.
    pub(super) fn fire(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        let name = match (self.row(message), message.unknown) {
            (Some(row), _) => row.tag.into(),
            (None, Some(unknown)) => unknown.name().to_owned().into(),
            (None, None) => return Ok(()),
        };
        let convention = inbound::convention(self.ours, message.row);
        let write = |out: &mut Writer| {
            if !message.record.shape().whole {
                out.null();
            } else if self.conventions.is_there() && message.unknown.is_none() {
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

    /// Whether a message of a library's user is answered, or isn't declared.
    pub(super) fn may_be_asked(&self, message: Outgoing<'_>) -> bool {
        self.row(message).is_none_or(|row| row.reply.is_some())
    }

    /// Calls a function of the library that answers nothing.
    pub(super) fn call(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        let Some(row) = self.row(message) else {
            return Err(SendError::Undeclared);
        };
        self.outbox_has_room()?;
        let (name, arguments) = (row.tag.into(), self.arguments(message)?.into());
        let id = self.take_number();
        self.push_signal(Signal::Request {
            id,
            name,
            arguments,
        })
    }

    /// The arguments of a function, as its convention says.
    pub(super) fn arguments(&self, message: Outgoing<'_>) -> Result<String, SendError> {
        let object = self.conventions.is_there() && self.ours.convention(message.row).object;
        let write = if object {
            message::write_named_arguments
        } else {
            message::write_arguments
        };
        self.exactly(&|out| write(message.record, out), true)
    }
}
