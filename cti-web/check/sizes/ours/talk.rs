//! LeadDesk Talk with cti-web.

use check_sizes::{digits, note, pop, warn};
use cti_runtime::{OriginPolicy, Peer, Session, Source};
use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command, event};
use cti_web::{Connection, Place, connect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

struct Crm;

impl EventHandler for Crm {
    fn login(&mut self, login: event::Login, _: &mut Peer<LeaddeskTalk>) {
        note(&["logged in, ", &login.language]);
    }

    fn logout(&mut self, _: event::Logout, _: &mut Peer<LeaddeskTalk>) {
        note(&["logged out"]);
    }

    fn call(&mut self, call: event::Call, _: &mut Peer<LeaddeskTalk>) {
        pop(call.number.as_str());
        let (id, way) = (digits(call.id), call.direction.as_str());
        note(&["call ", &id, " ", way, ", ", call.ring_start.as_str()]);
    }

    fn connected(&mut self, connected: event::Connected, _: &mut Peer<LeaddeskTalk>) {
        note(&["connected ", connected.call_start.as_str()]);
    }

    fn disconnected(&mut self, over: event::Disconnected, _: &mut Peer<LeaddeskTalk>) {
        let recording = over.record_url.as_ref().map_or("", |url| url.as_str());
        note(&["over ", over.call_end.as_str(), " ", recording]);
    }

    fn completed(&mut self, completed: event::Completed, _: &mut Peer<LeaddeskTalk>) {
        let call = completed.call;
        let other = call.from.as_ref().or(call.to.as_ref());
        note(&[
            "call ",
            &digits(call.id),
            " ",
            call.direction.as_str(),
            " ",
            other.map_or("", |number| number.as_str()),
            if call.answered {
                ", answered, "
            } else {
                ", missed, "
            },
            &digits(call.duration.unwrap_or_default()),
            " s, ",
            call.reason.as_ref().map_or("", |reason| &reason.name),
            " ",
            call.comment.as_deref().unwrap_or_default(),
            " ",
            call.record_url.as_ref().map_or("", |url| url.as_str()),
        ]);
    }

    fn sms(&mut self, sms: event::Sms, _: &mut Peer<LeaddeskTalk>) {
        note(&[
            "sms ",
            &sms.sms,
            " ",
            &digits(sms.call_id.unwrap_or_default()),
        ]);
    }

    fn error(&mut self, error: event::Error, _: &mut Peer<LeaddeskTalk>) {
        warn(&error.message);
    }

    fn jwt(&mut self, jwt: event::Jwt, _: &mut Peer<LeaddeskTalk>) {
        let length = digits(jwt.jwt.expose().len() as u64);
        note(&["token of ", &length, " characters"]);
    }
}

/// Talk in its frame.
#[wasm_bindgen]
pub struct Talk(Connection<LeaddeskTalk, cti_runtime::App, Crm>);

#[wasm_bindgen]
impl Talk {
    /// Listens to the frame.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Talk, JsValue> {
        let session =
            Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
        Ok(Talk(connect(session, Place::frame(&frame), Crm)?))
    }

    /// Calls a number.
    pub fn dial(&self, number: &str) -> Result<(), JsValue> {
        Ok(self.0.send(command::Call::new(number, true))?)
    }

    /// Answers the call that rings.
    pub fn answer(&self) -> Result<(), JsValue> {
        Ok(self.0.send(command::Answer::new())?)
    }

    /// Ends the call.
    pub fn hang_up(&self) -> Result<(), JsValue> {
        Ok(self.0.send(command::Hangup::new())?)
    }

    /// Bars agents from typing numbers, or not.
    pub fn bar(&self, barred: bool) -> Result<(), JsValue> {
        let settings = command::UseSettings::new().prevent_manual_calling(barred);
        Ok(self.0.send(settings)?)
    }

    /// Asks for the agent's token.
    pub fn token(&self) -> Result<(), JsValue> {
        Ok(self.0.send(command::GetJwt::new())?)
    }
}
