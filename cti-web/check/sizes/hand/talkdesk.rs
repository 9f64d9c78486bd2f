//! Talkdesk Embedded by hand: objects.

use check_sizes::{digits, note, pop, warn};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

use crate::link::Link;

const ORIGIN: &str = "https://prd-cdn-talkdesk.talkdesk.com";

#[derive(Deserialize)]
#[serde(
    tag = "action",
    content = "data",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
enum Event {
    Login,
    Logout,
    UserLogoutForced,
    Hide,
    Show,
    Popover,
    OpenContact {
        external_id: String,
    },
    SendData(serde_json::Map<String, serde_json::Value>),
    AgentStatusChanged {
        status: String,
    },
    #[serde(other)]
    Unknown,
}

#[derive(Serialize)]
#[serde(
    tag = "action",
    content = "data",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
enum Command<'a> {
    #[serde(rename = "init_td_embedded")]
    Init {
        url: &'a str,
        int: &'static str,
        env: &'static str,
        aid: &'a str,
        view: &'static str,
        app: &'static str,
    },
    ClickToCall {
        to: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        contact_id: Option<String>,
    },
}

#[derive(Serialize)]
#[serde(tag = "action", rename_all = "camelCase")]
enum Beside<'a> {
    IntegrationStatusChanged { status: &'a str },
}

/// Talkdesk in its frame.
#[wasm_bindgen]
pub struct Talkdesk(Link);

#[wasm_bindgen]
impl Talkdesk {
    /// Listens to the frame.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Talkdesk, JsValue> {
        let hear = |data| match serde_wasm_bindgen::from_value(data) {
            Ok(event) => hear(&event),
            Err(why) => warn(&why.to_string()),
        };
        Link::frame(frame, ORIGIN, hear).map(Talkdesk)
    }

    /// Starts Talkdesk in its frame, for a page of this origin.
    pub fn open(&self, page: &str, agent: &str) -> Result<(), JsValue> {
        self.post(&Command::Init {
            url: page,
            int: "custom-integration",
            env: "prd-eu",
            aid: agent,
            view: "headless",
            app: "conversation",
        })
    }

    /// Calls a number.
    pub fn dial(&self, number: &str, contact: Option<String>) -> Result<(), JsValue> {
        self.post(&Command::ClickToCall {
            to: number,
            contact_id: contact,
        })
    }

    /// Sets the agent's status.
    pub fn status(&self, status: &str) -> Result<(), JsValue> {
        self.post(&Beside::IntegrationStatusChanged { status })
    }

    fn post(&self, command: &impl Serialize) -> Result<(), JsValue> {
        let data = command.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
        self.0.post(&data)
    }
}

fn hear(event: &Event) {
    match event {
        Event::Login => note(&["logged in"]),
        Event::Logout => note(&["logged out"]),
        Event::UserLogoutForced => note(&["forced out"]),
        Event::Hide => note(&["hide"]),
        Event::Show => note(&["show"]),
        Event::Popover => note(&["popover"]),
        Event::OpenContact { external_id } => pop(external_id),
        Event::SendData(data) => note(&[&digits(data.len() as u64), " keys"]),
        Event::AgentStatusChanged { status } => note(&[status]),
        Event::Unknown => note(&["unknown"]),
    }
}
