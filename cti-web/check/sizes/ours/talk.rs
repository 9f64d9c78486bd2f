//! LeadDesk Talk with cti-web.

use check_sizes::{note, pop, warn};
use cti_runtime::{OriginPolicy, Peer, Session};
use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command, event};
use cti_web::{Connection, Place, connect};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlIFrameElement;

struct Crm;

impl EventHandler for Crm {
    fn login(&mut self, login: event::Login, _: &mut Peer<LeaddeskTalk>) {
        note(&format!("logged in, {}", login.language));
    }

    fn logout(&mut self, _: event::Logout, _: &mut Peer<LeaddeskTalk>) {
        note("logged out");
    }

    fn call(&mut self, call: event::Call, _: &mut Peer<LeaddeskTalk>) {
        pop(call.number.as_str());
        note(&format!(
            "call {} {}, {}",
            call.id,
            call.direction,
            call.ring_start.as_str()
        ));
    }

    fn connected(&mut self, connected: event::Connected, _: &mut Peer<LeaddeskTalk>) {
        note(&format!("connected {}", connected.call_start.as_str()));
    }

    fn disconnected(&mut self, over: event::Disconnected, _: &mut Peer<LeaddeskTalk>) {
        let recording = over.record_url.as_ref().map_or("", |url| url.as_str());
        note(&format!("over {} {recording}", over.call_end.as_str()));
    }

    fn completed(&mut self, completed: event::Completed, _: &mut Peer<LeaddeskTalk>) {
        let call = completed.call;
        let other = call.from.as_ref().or(call.to.as_ref());
        note(&format!(
            "call {} {} {}, answered: {}, {} s, {} {} {}",
            call.id,
            call.direction,
            other.map_or("", |number| number.as_str()),
            call.answered,
            call.duration.unwrap_or_default(),
            call.reason.as_ref().map_or("", |reason| &reason.name),
            call.comment.as_deref().unwrap_or_default(),
            call.record_url.as_ref().map_or("", |url| url.as_str()),
        ));
    }

    fn sms(&mut self, sms: event::Sms, _: &mut Peer<LeaddeskTalk>) {
        note(&format!(
            "sms {} {}",
            sms.sms,
            sms.call_id.unwrap_or_default()
        ));
    }

    fn error(&mut self, error: event::Error, _: &mut Peer<LeaddeskTalk>) {
        warn(&error.message);
    }

    fn jwt(&mut self, jwt: event::Jwt, _: &mut Peer<LeaddeskTalk>) {
        note(&format!("token of {} characters", jwt.jwt.expose().len()));
    }
}

/// Talk in its frame.
#[wasm_bindgen]
pub struct Talk(Connection<LeaddeskTalk, cti_runtime::App, Crm>);

#[wasm_bindgen]
impl Talk {
    /// Listens to the frame.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Talk, JsError> {
        let session = Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>());
        Ok(Talk(connect(session, Place::frame(&frame), Crm)?))
    }

    /// Calls a number.
    pub fn dial(&self, number: &str) -> Result<(), JsError> {
        Ok(self.0.send(command::Call::new(number, true))?)
    }

    /// Answers the call that rings.
    pub fn answer(&self) -> Result<(), JsError> {
        Ok(self.0.send(command::Answer::new())?)
    }

    /// Ends the call.
    pub fn hang_up(&self) -> Result<(), JsError> {
        Ok(self.0.send(command::Hangup::new())?)
    }

    /// Bars agents from typing numbers, or not.
    pub fn bar(&self, barred: bool) -> Result<(), JsError> {
        let settings = command::UseSettings::new().prevent_manual_calling(barred);
        Ok(self.0.send(settings)?)
    }

    /// Asks for the agent's token.
    pub fn token(&self) -> Result<(), JsError> {
        Ok(self.0.send(command::GetJwt::new())?)
    }
}
