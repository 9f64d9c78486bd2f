//! LeadDesk Contact Card by hand: text from here, text or objects from there.

use check_sizes::{digits, note, warn};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::link::Link;

#[derive(Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "camelCase")]
enum Event {
    CallLineRinging(Row),
    CallLineIdle(NoRow),
    CallLineOn(Row),
    RecStarted(Recording),
    RecStopped(Recording),
    RecCancelled(Recording),
}

#[derive(Deserialize)]
struct Row {
    call_log_id: u64,
}

#[derive(Deserialize)]
struct NoRow {
    call_log_id: Option<u64>,
}

#[derive(Deserialize)]
struct Recording {
    file: String,
}

#[derive(Serialize)]
#[serde(tag = "action", content = "params", rename_all = "snake_case")]
enum Command<'a> {
    Call {
        phone_number: &'a str,
        auto_call: bool,
    },
    Hangup,
    SelectReason {
        id: u64,
    },
    RequestFullWindow,
    DeleteCallLog {
        call_log_id: u64,
    },
}

/// LeadDesk around this page.
#[wasm_bindgen]
pub struct ContactCard(Link);

#[wasm_bindgen]
impl ContactCard {
    /// Listens to the page around this one, which is of this origin.
    #[wasm_bindgen(constructor)]
    pub fn new(origin: &str) -> Result<ContactCard, JsValue> {
        let hear = |data: JsValue| {
            let event = match data.as_string() {
                Some(text) => serde_json::from_str(&text).map_err(|why| why.to_string()),
                None => serde_wasm_bindgen::from_value(data).map_err(|why| why.to_string()),
            };
            match event {
                Ok(event) => hear(&event),
                Err(why) => warn(&why),
            }
        };
        Link::parent(origin, hear).map(ContactCard)
    }

    /// Calls a number.
    pub fn dial(&self, number: &str) -> Result<(), JsValue> {
        self.post(&Command::Call {
            phone_number: number,
            auto_call: true,
        })
    }

    /// Ends the call.
    pub fn hang_up(&self) -> Result<(), JsValue> {
        self.post(&Command::Hangup)
    }

    /// Chooses the ending reason of the call.
    pub fn reason(&self, id: u32) -> Result<(), JsValue> {
        self.post(&Command::SelectReason { id: id.into() })
    }

    /// Asks for the whole window.
    pub fn full_window(&self) -> Result<(), JsValue> {
        self.post(&Command::RequestFullWindow)
    }

    /// Deletes a row of the call log.
    pub fn delete(&self, row: u32) -> Result<(), JsValue> {
        self.post(&Command::DeleteCallLog {
            call_log_id: row.into(),
        })
    }

    fn post(&self, command: &Command<'_>) -> Result<(), JsValue> {
        let text = serde_json::to_string(command).map_err(|why| why.to_string())?;
        self.0.post(&text.into())
    }
}

fn hear(event: &Event) {
    match event {
        Event::CallLineRinging(row) => note(&["call ", &digits(row.call_log_id), " rings"]),
        Event::CallLineIdle(row) => match row.call_log_id {
            Some(row) => note(&["call ", &digits(row), " is over"]),
            None => note(&["the line is free"]),
        },
        Event::CallLineOn(row) => note(&["call ", &digits(row.call_log_id), " is answered"]),
        Event::RecStarted(recording) => note(&[&recording.file, " started"]),
        Event::RecStopped(recording) => note(&[&recording.file, " stopped"]),
        Event::RecCancelled(recording) => note(&[&recording.file, " cancelled"]),
    }
}
