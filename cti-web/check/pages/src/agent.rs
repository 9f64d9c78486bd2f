//! A made-up agent's window, whose messages have values of JavaScript in them, for pages in JavaScript.

use cti_runtime::{OriginPolicy, Session, Source};
use cti_web::{Place, js};
use js_sys::{Function, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlIFrameElement;

/// Acme Agent, whose updates have dates in them.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://agent.acme.example"),
    envelope(object, tag = "event", content = "data")
)]
pub mod acme_agent {
    /// Window → page.
    #[event]
    pub enum Event {
        /// What the agent does has changed.
        #[rename("agent::update")]
        AgentUpdate {
            /// What the agent does now.
            state: AgentState,
            /// Whatever else is known.
            attributes: Option<Map<Json>>,
        },
    }

    /// What an agent does.
    #[data]
    pub struct AgentState {
        /// What it is called.
        pub name: String,
        /// Since when.
        pub start_timestamp: DateTime,
        /// How many contacts there were.
        pub contacts: Option<u64>,
    }

    /// Page → window.
    #[command]
    pub enum Command {
        /// Rates a contact.
        Rate {
            /// The contact.
            contact: u64,
            /// How good it was.
            score: f64,
        },
    }
}

use acme_agent::{AcmeAgent, command};

/// An agent's window in an iframe.
#[wasm_bindgen]
pub struct AgentWindow(js::Phone<AcmeAgent>);

#[wasm_bindgen]
impl AgentWindow {
    /// Listens to the window.
    #[wasm_bindgen(constructor)]
    pub fn new(
        frame: &HtmlIFrameElement,
        events: Object,
        notice: Option<Function>,
    ) -> Result<AgentWindow, JsValue> {
        let session = Session::new(OriginPolicy::declared::<AcmeAgent>(), Source(1));
        js::Phone::connect(session, Place::frame(frame), events, notice).map(Self)
    }

    /// Rates a contact.
    pub fn rate(&self, contact: u64, score: f64) -> Result<(), JsValue> {
        self.0.say(command::Rate::new(contact, score))
    }
}
