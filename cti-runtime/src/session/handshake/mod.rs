//! Handshakes: what comes first, what waits for it, and when it is posted again.

mod state;

use state::Held;
pub(super) use state::{Handshake, What};

use std::collections::VecDeque;

use super::core::{Core, index};
use super::machines::{Changes, TransitionMode};
use super::send_error::SendError;
use crate::OutPost;
use crate::json::Record;
use crate::post::Carries;

/// What is sent.
impl Core {
    /// Whether a message waits for the acknowledgement; an error if it is refused before.
    #[inline]
    pub(super) fn is_held(&self, row: usize) -> Result<bool, SendError> {
        match self.handshake.get() {
            Some(handshake) if !self.ours.is_reload(row) => handshake.holds(row),
            _ => Ok(false),
        }
    }

    /// Whether a message is in turn because it is part of a handshake, which may repeat, or says that its
    /// document is new.
    #[inline]
    pub(super) fn is_routine(&self, row: usize) -> bool {
        let handshake = self.handshake.get();
        handshake.is_some_and(|handshake| handshake.is_routine(row)) || self.ours.is_reload(row)
    }

    /// Records a message of this side, and gives how the machines are to take it.
    pub(super) fn mode_of_sent(&mut self, row: usize) -> TransitionMode {
        let handshake = self.handshake.get();
        let renews = handshake.is_some_and(|handshake| handshake.renews(row));
        let renews = renews || self.ours.is_reload(row);
        if renews {
            self.machines.restart();
        }
        match self.handshake.get_mut() {
            Some(handshake) => handshake.sent(row, renews),
            None => TransitionMode::Nothing,
        }
    }

    /// Whether this side begins with a message.
    pub(super) fn begins(&self, row: usize) -> bool {
        let handshake = self.handshake.get();
        handshake.is_some_and(|handshake| handshake.begins(row))
    }

    /// Sends the message that begins: it is posted until it is acknowledged.
    pub(super) fn begin(
        &mut self,
        row: usize,
        record: &dyn Record,
        text: String,
    ) -> Result<(), SendError> {
        if self.target.is_none() {
            return Err(SendError::NoTarget);
        }
        self.settle();
        let mode = self.mode_of_sent(row);
        let changes = self.registered(row, record, mode);
        if let Some(handshake) = self.handshake.get_mut() {
            handshake.begin(text, changes, mode, self.now);
        }
        Ok(())
    }

    /// Keeps a message or a request until the acknowledgement comes.
    pub(super) fn hold(&mut self, row: usize, record: &dyn Record, what: What) {
        let changes = self.registered(row, record, TransitionMode::Nothing);
        if let Some(handshake) = self.handshake.get_mut() {
            let row = index(row);
            handshake.hold(Held { what, row, changes });
        }
    }

    /// The message that begins, if it is to be posted now.
    pub(super) fn begun(&mut self) -> Option<OutPost> {
        let (row, text) = self.handshake.get_mut()?.due()?;
        let target = self.target.clone()?;
        let data = self.payload(text);
        Some(OutPost {
            target,
            data,
            carries: Carries::Message,
            row,
        })
    }

    fn registered(&mut self, row: usize, record: &dyn Record, mode: TransitionMode) -> Changes {
        match self.ours.row(row) {
            Some(row) => self.machines.registered(row, record, mode),
            None => Changes::default(),
        }
    }
}

/// What arrives.
impl Core {
    /// Before the machines are moved by a message of the other side: how they are to take it. If it
    /// shows that the other side's document is new, everything is at its start.
    #[inline]
    pub(super) fn mode_of_received(&mut self, row: usize) -> TransitionMode {
        if self.is_new_document(row) {
            // As after a reload, but the origin has just spoken, and what is held was never posted.
            self.forget();
            if let Some(pending) = self.pending.get_mut() {
                pending.reload_posted();
            }
            return TransitionMode::FromTheirs;
        }
        match self.handshake.get() {
            Some(handshake) => handshake.mode_of_received(row),
            None => TransitionMode::FromTheirs,
        }
    }

    /// Whether a message of the other side shows that its document is new.
    #[inline]
    pub(super) fn is_new_document(&self, row: usize) -> bool {
        let handshake = self.handshake.get();
        handshake.is_some_and(|handshake| handshake.is_renewal(row)) || self.theirs.is_reload(row)
    }

    /// Ends or restarts the handshake after a received message was applied.
    pub(super) fn after_transition(&mut self, row: usize, new_origin: bool) {
        if !self.handshake.is_there() {
            return;
        }
        let new_document = self.is_new_document(row);
        if new_document {
            self.begin_anew();
        }
        if let Some(handshake) = self.handshake.get_mut() {
            let held = handshake.received(row, new_document, new_origin);
            self.release(held);
        }
    }

    /// Posts what was held, in the order in which it was sent.
    fn release(&mut self, held: VecDeque<Held>) {
        for Held { what, row, .. } in held {
            match what {
                What::Message(text) => {
                    // What is held has its place in the outbox, and the acknowledgement its origin.
                    let _ = self.post(Carries::Message, row, text);
                }
                What::Request(id) => {
                    let pending = self.pending.get_mut();
                    if let Some(text) = pending.and_then(|pending| pending.start(id, self.now)) {
                        self.post_request(id, row, text);
                    }
                }
            }
        }
    }

    /// The other side's document is another one: it knows of nothing. The machines are at their
    /// start; what is held has never been posted, and still moves them.
    pub(super) fn begin_anew(&mut self) {
        if let Some(handshake) = self.handshake.get_mut() {
            let machines = &mut self.machines;
            handshake.begin_anew(self.now, |changes| machines.repeat(changes));
        }
    }

    /// The other side doesn't acknowledge this side's beginning: it is as if nothing had been sent.
    pub(super) fn give_up_handshake(&mut self) {
        let given_up = self.handshake.get_mut();
        let Some((held, why)) = given_up.and_then(Handshake::give_up) else {
            return;
        };
        trace!(handshake_given_up(&self.span, &why));
        self.machines.restart();
        for held in held {
            if let What::Request(id) = held.what
                && let Some(pending) = self.pending.get_mut()
            {
                pending.drop_held(id, why.clone());
            }
        }
    }

    /// What is held is given up.
    pub(super) fn drop_held(&mut self) {
        if let Some(handshake) = self.handshake.get_mut() {
            handshake.drop_held();
        }
    }
}
