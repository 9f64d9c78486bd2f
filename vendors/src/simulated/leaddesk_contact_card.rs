//! A simulated LeadDesk, around the customer card that it shows.

use std::collections::BTreeMap;

use cti_runtime::{Peer, Vendor};

use super::{Cannot, Simulated};
use crate::leaddesk_contact_card::{
    CallTarget, CloseTarget, CommandHandler, LeaddeskContactCard, Line, command, event,
};

/// The card in its frame, as LeadDesk talks to it.
type Card = Peer<LeaddeskContactCard, Vendor>;

/// LeadDesk's page with its agent and its line.
///
/// Parties that the agent calls pick up at once, unless it was made with
/// [`leaving_unanswered`](Self::leaving_unanswered). A command that can't be carried out has no
/// effect: LeadDesk has no message for that.
#[derive(Default)]
pub struct Phone {
    log: BTreeMap<u64, Row>,
    last: u64,
    receipt: Option<String>,
    recording_paused: bool,
    reason: Option<u64>,
    dialog: bool,
    window: Window,
    unanswered: bool,
}

/// A row of the call log.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// Whom the agent called; `None` for a call from outside.
    pub target: Option<CallTarget>,
    /// Whether the two parties talked.
    pub answered: bool,
}

/// Whether the card has the whole window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// It has its place in the call dialog.
    #[default]
    Small,
    /// It will have it with the next call.
    Requested,
    /// It has it.
    Full,
}

impl Phone {
    /// LeadDesk without a call.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves the agent's calls ringing until [`is_answered`](Self::is_answered).
    #[must_use]
    pub const fn leaving_unanswered(mut self) -> Self {
        self.unanswered = true;
        self
    }

    /// The call log, by row.
    pub const fn log(&self) -> &BTreeMap<u64, Row> {
        &self.log
    }

    /// Whether the call dialog is open.
    pub const fn is_dialog_open(&self) -> bool {
        self.dialog
    }

    /// Whether the card has the whole window.
    pub const fn window(&self) -> Window {
        self.window
    }

    /// Whether the recording of the call is paused.
    pub const fn is_recording_paused(&self) -> bool {
        self.recording_paused
    }

    /// The ending reason that was last chosen.
    pub const fn reason(&self) -> Option<u64> {
        self.reason
    }

    /// LeadDesk's page starts: it tells the card that the line is idle.
    ///
    /// # Errors
    /// If the card can't be told.
    pub fn page_starts(&mut self, card: &mut Card) -> Result<(), Cannot> {
        card.send(event::CallLineIdle::new())?;
        Ok(())
    }

    /// Somebody calls the agent.
    ///
    /// # Errors
    /// If the line is busy.
    pub fn ring(&mut self, card: &mut Card) -> Result<(), Cannot> {
        self.begin(card, None)
    }

    /// The ringing call is answered: by the agent, or by the party that the agent calls.
    ///
    /// # Errors
    /// If no call rings.
    pub fn is_answered(&mut self, card: &mut Card) -> Result<(), Cannot> {
        if card.state() != Some(Line::Ringing) {
            return Err(Cannot::Now("no call rings"));
        }
        card.send(event::CallLineOn::new(self.last))?;
        if let Some(row) = self.log.get_mut(&self.last) {
            row.answered = true;
        }
        Ok(())
    }

    /// The other party hangs up, or gives up ringing.
    ///
    /// # Errors
    /// If no call is on.
    pub fn caller_hangs_up(&mut self, card: &mut Card) -> Result<(), Cannot> {
        if !Self::is_call_on(card) {
            return Err(Cannot::Now("no call is on"));
        }
        self.end(card)
    }

    /// The agent throws the recording of the order away.
    ///
    /// # Errors
    /// If there is none.
    pub fn agent_cancels_receipt(&mut self, card: &mut Card) -> Result<(), Cannot> {
        let file = self
            .receipt
            .take()
            .ok_or(Cannot::Now("no order is being recorded"))?;
        card.send(event::RecCancelled::new(file))?;
        Ok(())
    }

    fn is_call_on(card: &Card) -> bool {
        matches!(card.state(), Some(Line::Ringing | Line::On))
    }

    fn begin(&mut self, card: &mut Card, target: Option<CallTarget>) -> Result<(), Cannot> {
        let id = self.last + 1;
        card.send(event::CallLineRinging::new(id))?;
        self.last = id;
        self.log.insert(
            id,
            Row {
                target,
                answered: false,
            },
        );
        self.dialog = true;
        if self.window == Window::Requested {
            self.window = Window::Full;
        }
        Ok(())
    }

    fn dial(&mut self, card: &mut Card, target: CallTarget) -> Result<(), Cannot> {
        self.begin(card, Some(target))?;
        if self.unanswered {
            Ok(())
        } else {
            self.is_answered(card)
        }
    }

    /// LeadDesk says idle at every hangup, even if there is nothing to hang up.
    fn end(&mut self, card: &mut Card) -> Result<(), Cannot> {
        let mut idle = event::CallLineIdle::new();
        if Self::is_call_on(card) {
            idle.call_log_id = Some(self.last);
            if self.receipt.is_some() {
                self.agent_cancels_receipt(card)?;
            }
        }
        card.send(idle)?;
        self.recording_paused = false;
        Ok(())
    }
}

impl Simulated<LeaddeskContactCard> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://ce2.leaddesk.com");

    fn begin(card: &mut Card) -> Self {
        let mut phone = Self::new();
        let _ = phone.page_starts(card);
        phone
    }
}

impl CommandHandler for Phone {
    fn call(&mut self, call: command::Call, card: &mut Card) {
        self.dialog = true;
        if call.auto_call == Some(true) {
            let _ = self.dial(card, call.target);
        }
    }

    fn hangup(&mut self, _: command::Hangup, card: &mut Card) {
        let _ = self.end(card);
    }

    fn close(&mut self, close: command::Close, _: &mut Card) {
        match close.target {
            CloseTarget::CallDialog => self.dialog = false,
            CloseTarget::FullWindowCampaignUrl => self.window = Window::Small,
        }
    }

    fn select_reason(&mut self, reason: command::SelectReason, _: &mut Card) {
        self.reason = Some(reason.id);
    }

    fn continue_call_recording(&mut self, _: command::ContinueCallRecording, _: &mut Card) {
        self.recording_paused = false;
    }

    fn pause_call_recording(&mut self, _: command::PauseCallRecording, card: &mut Card) {
        self.recording_paused = card.state() == Some(Line::On);
    }

    fn start_voice_receipt_recording(
        &mut self,
        _: command::StartVoiceReceiptRecording,
        card: &mut Card,
    ) {
        if self.receipt.is_none() && card.state() == Some(Line::On) {
            let file = format!("receipt-{}.wav", self.last);
            if card.send(event::RecStarted::new(&*file)).is_ok() {
                self.receipt = Some(file);
            }
        }
    }

    fn stop_voice_receipt_recording(
        &mut self,
        _: command::StopVoiceReceiptRecording,
        card: &mut Card,
    ) {
        if let Some(file) = self.receipt.take() {
            let _ = card.send(event::RecStopped::new(file));
        }
    }

    fn request_full_window(&mut self, _: command::RequestFullWindow, card: &mut Card) {
        if self.window == Window::Small {
            let on = Self::is_call_on(card);
            self.window = if on { Window::Full } else { Window::Requested };
        }
    }

    fn force_full_window(&mut self, _: command::ForceFullWindow, _: &mut Card) {
        self.window = Window::Full;
    }

    fn delete_call_log(&mut self, delete: command::DeleteCallLog, _: &mut Card) {
        // Only calls in the state no_answer; one that rings is not there yet.
        let id = delete.call_log_id;
        if self.log.get(&id).is_some_and(|row| !row.answered) {
            self.log.remove(&id);
        }
    }
}
