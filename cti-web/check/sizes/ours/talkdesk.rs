//! Talkdesk Embedded with cti-web.

use check_sizes::{digits, note, pop};
use cti_runtime::message::Unknown;
use cti_runtime::{OriginPolicy, Peer, Session, Source};
use cti_vendors::talkdesk_embedded::{
    App, EventHandler, Region, Status, TalkdeskEmbedded, View, command, event,
};
use cti_web::{Connection, Place, connect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

type Phone = Peer<TalkdeskEmbedded>;

struct Crm;

impl EventHandler for Crm {
    fn login(&mut self, _: event::Login, _: &mut Phone) {
        note(&["logged in"]);
    }

    fn logout(&mut self, _: event::Logout, _: &mut Phone) {
        note(&["logged out"]);
    }

    fn user_logout_forced(&mut self, _: event::UserLogoutForced, _: &mut Phone) {
        note(&["forced out"]);
    }

    fn hide(&mut self, _: event::Hide, _: &mut Phone) {
        note(&["hide"]);
    }

    fn show(&mut self, _: event::Show, _: &mut Phone) {
        note(&["show"]);
    }

    fn popover(&mut self, _: event::Popover, _: &mut Phone) {
        note(&["popover"]);
    }

    fn open_contact(&mut self, open: event::OpenContact, _: &mut Phone) {
        pop(&open.external_id);
    }

    fn send_data(&mut self, data: event::SendData, _: &mut Phone) {
        note(&[&digits(data.0.len() as u64), " keys"]);
    }

    fn agent_status_changed(&mut self, change: event::AgentStatusChanged, _: &mut Phone) {
        note(&[&change.status.as_str()]);
    }

    fn unknown(&mut self, _: Unknown, _: &mut Phone) {
        note(&["unknown"]);
    }
}

/// Talkdesk in its frame.
#[wasm_bindgen]
pub struct Talkdesk(Connection<TalkdeskEmbedded, cti_runtime::App, Crm>);

#[wasm_bindgen]
impl Talkdesk {
    /// Listens to the frame.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Talkdesk, JsValue> {
        let session = Session::<TalkdeskEmbedded>::new(
            OriginPolicy::declared::<TalkdeskEmbedded>(),
            Source(1),
        );
        Ok(Talkdesk(connect(session, Place::frame(&frame), Crm)?))
    }

    /// Starts Talkdesk in its frame, for a page of this origin.
    pub fn open(&self, page: &str, agent: &str) -> Result<(), JsValue> {
        let view = View::headless(App::Conversation);
        let init = command::Init::new(page, "custom-integration", Region::Eu, agent, view);
        Ok(self.0.send(init)?)
    }

    /// Calls a number.
    pub fn dial(&self, number: &str, contact: Option<String>) -> Result<(), JsValue> {
        let mut call = command::ClickToCall::new(number);
        call.contact_id = contact;
        Ok(self.0.send(call)?)
    }

    /// Sets the agent's status.
    pub fn status(&self, status: &str) -> Result<(), JsValue> {
        let status = Status::from(status);
        Ok(self
            .0
            .send(command::IntegrationStatusChanged::new(status))?)
    }
}
