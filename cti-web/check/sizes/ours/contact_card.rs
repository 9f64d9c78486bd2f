//! LeadDesk Contact Card with cti-web.

use check_sizes::{digits, note};
use cti_runtime::{App, OriginPolicy, Peer, Session, Source};
use cti_vendors::leaddesk_contact_card::{
    CallTarget, EventHandler, LeaddeskContactCard, command, event,
};
use cti_web::{Connection, Place, connect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

struct Crm;

impl EventHandler for Crm {
    fn call_line_ringing(
        &mut self,
        call: event::CallLineRinging,
        _: &mut Peer<LeaddeskContactCard>,
    ) {
        note(&["call ", &digits(call.call_log_id), " rings"]);
    }

    fn call_line_idle(&mut self, idle: event::CallLineIdle, _: &mut Peer<LeaddeskContactCard>) {
        match idle.call_log_id {
            Some(row) => note(&["call ", &digits(row), " is over"]),
            None => note(&["the line is free"]),
        }
    }

    fn call_line_on(&mut self, call: event::CallLineOn, _: &mut Peer<LeaddeskContactCard>) {
        note(&["call ", &digits(call.call_log_id), " is answered"]);
    }

    fn rec_started(&mut self, recording: event::RecStarted, _: &mut Peer<LeaddeskContactCard>) {
        note(&[&recording.file, " started"]);
    }

    fn rec_stopped(&mut self, recording: event::RecStopped, _: &mut Peer<LeaddeskContactCard>) {
        note(&[&recording.file, " stopped"]);
    }

    fn rec_cancelled(&mut self, recording: event::RecCancelled, _: &mut Peer<LeaddeskContactCard>) {
        note(&[&recording.file, " cancelled"]);
    }
}

/// LeadDesk around this page.
#[wasm_bindgen]
pub struct ContactCard(Connection<LeaddeskContactCard, App, Crm>);

#[wasm_bindgen]
impl ContactCard {
    /// Listens to the page around this one.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<ContactCard, JsValue> {
        let policy = OriginPolicy::declared::<LeaddeskContactCard>();
        let session = Session::<LeaddeskContactCard>::new(policy, Source(1));
        Ok(ContactCard(connect(session, Place::parent(), Crm)?))
    }

    /// Calls a number.
    pub fn dial(&self, number: &str) -> Result<(), JsValue> {
        let target = CallTarget::PhoneNumber(number.into());
        Ok(self.0.send(command::Call::new(target).auto_call(true))?)
    }

    /// Ends the call.
    pub fn hang_up(&self) -> Result<(), JsValue> {
        Ok(self.0.send(command::Hangup::new())?)
    }

    /// Chooses the ending reason of the call.
    pub fn reason(&self, id: u32) -> Result<(), JsValue> {
        Ok(self.0.send(command::SelectReason::new(id.into()))?)
    }

    /// Asks for the whole window.
    pub fn full_window(&self) -> Result<(), JsValue> {
        Ok(self.0.send(command::RequestFullWindow::new())?)
    }

    /// Deletes a row of the call log.
    pub fn delete(&self, row: u32) -> Result<(), JsValue> {
        Ok(self.0.send(command::DeleteCallLog::new(row.into()))?)
    }
}
