//! LeadDesk Talk by hand: objects.

use check_sizes::{digits, note, pop, warn};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

use crate::link::Link;

#[derive(Deserialize)]
#[serde(
    tag = "action",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
enum Event {
    Login {
        language: String,
    },
    Logout,
    Call {
        id: u64,
        number: Number,
        direction: Direction,
        ring_start: String,
    },
    Connected {
        call_start: String,
    },
    Disconnected {
        call_end: String,
        record_url: Option<String>,
    },
    Completed {
        call: CompletedCall,
    },
    Sms {
        sms: String,
        call_id: Option<u64>,
    },
    Error {
        message: String,
    },
    Jwt {
        jwt: String,
    },
}

#[derive(Serialize)]
#[serde(
    tag = "action",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
enum Command<'a> {
    UseSettings { prevent_manual_calling: bool },
    Call { number: &'a str, autocall: bool },
    Answer,
    Hangup,
    GetJwt,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Text(String),
    Digits(u64),
}

impl Number {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Digits(number) => digits(*number),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Direction {
    In,
    Out,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CompletedCall {
    id: u64,
    direction: Direction,
    to: Option<Number>,
    from: Option<Number>,
    answered: bool,
    duration: Option<u64>,
    comment: Option<String>,
    record_url: Option<String>,
    reason: Option<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    name: String,
}

/// Talk in its frame.
#[wasm_bindgen]
pub struct Talk(Link);

#[wasm_bindgen]
impl Talk {
    /// Listens to the frame, which shows a page of this origin.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement, origin: &str) -> Result<Talk, JsValue> {
        let hear = |data| match serde_wasm_bindgen::from_value(data) {
            Ok(event) => hear(event),
            Err(why) => warn(&why.to_string()),
        };
        Link::frame(frame, origin, hear).map(Talk)
    }

    /// Calls a number.
    pub fn dial(&self, number: &str) -> Result<(), JsValue> {
        self.post(&Command::Call {
            number,
            autocall: true,
        })
    }

    /// Answers the call that rings.
    pub fn answer(&self) -> Result<(), JsValue> {
        self.post(&Command::Answer)
    }

    /// Ends the call.
    pub fn hang_up(&self) -> Result<(), JsValue> {
        self.post(&Command::Hangup)
    }

    /// Bars agents from typing numbers, or not.
    pub fn bar(&self, barred: bool) -> Result<(), JsValue> {
        self.post(&Command::UseSettings {
            prevent_manual_calling: barred,
        })
    }

    /// Asks for the agent's token.
    pub fn token(&self) -> Result<(), JsValue> {
        self.post(&Command::GetJwt)
    }

    fn post(&self, command: &Command<'_>) -> Result<(), JsValue> {
        let data = command.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
        self.0.post(&data)
    }
}

fn hear(event: Event) {
    match event {
        Event::Login { language } => note(&["logged in, ", &language]),
        Event::Logout => note(&["logged out"]),
        Event::Call {
            id,
            number,
            direction,
            ring_start,
        } => {
            pop(&number.text());
            let (id, way) = (digits(id), way(&direction));
            note(&["call ", &id, " ", way, ", ", &ring_start]);
        }
        Event::Connected { call_start } => note(&["connected ", &call_start]),
        Event::Disconnected {
            call_end,
            record_url,
        } => {
            let recording = record_url.unwrap_or_default();
            note(&["over ", &call_end, " ", &recording]);
        }
        Event::Completed { call } => completed(&call),
        Event::Sms { sms, call_id } => {
            note(&["sms ", &sms, " ", &digits(call_id.unwrap_or_default())]);
        }
        Event::Error { message } => warn(&message),
        Event::Jwt { jwt } => {
            let length = digits(jwt.len() as u64);
            note(&["token of ", &length, " characters"]);
        }
    }
}

fn completed(call: &CompletedCall) {
    let other = call
        .from
        .as_ref()
        .or(call.to.as_ref())
        .map(Number::text)
        .unwrap_or_default();
    note(&[
        "call ",
        &digits(call.id),
        " ",
        way(&call.direction),
        " ",
        &other,
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
        call.record_url.as_deref().unwrap_or_default(),
    ]);
}

fn way(direction: &Direction) -> &'static str {
    match direction {
        Direction::In => "in",
        Direction::Out => "out",
    }
}
