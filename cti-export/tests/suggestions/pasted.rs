// Written by `suggestions.rs`: `declared.rs` with what the report suggests.

/// A phone whose messages have a content, and a prefix.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "name", content = "value"),
    rename_all = "snake_case"
)]
pub mod acme {
    #[event(prefix = "acme_")]
    pub enum Event {
Loaded { #[rename("ID")] id: Option<u64>, agent: Option<String>, #[flatten] more: Map<Json>, #[beside] version: Option<u64> },
#[alias("logout")]
        Logout,
        Ring {
#[alias("callId")]
call_id: Option<u64>,
#[personal] caller_name: Option<PhoneNumber>,
#[flatten] more: Map<Json>,
        },
Ended(Option<Json>),
Level(Option<Json>),
        Status {
            status: Status,
since: Option<Json>,
            tags: Option<Vec<Tag>>,
        },
#[rename("ON_HOLD")] OnHold(Vec<u64>),
#[rename("acme_7")] Value7(String),
Mixed(Json),
Moments { at: EpochMillis, below: i64, flag: Text<bool>, from_number: PhoneNumber, huge: u64, ids: Vec<Json>, list: Vec<Json>, none: Option<Json>, ratio: f64, url: Url, when: DateTime },
#[rename("acme_self")] Self2(Vec<Json>),
#[rename("acme_transfer_started")] TransferStarted { #[rename("call-id")] call_id: u64, #[rename("callId")] call_id2: u64, #[rename("new")] new2: u64, #[rename("self")] self2: bool, to: String, r#type: String },
#[rename("acme_unknown")] Unknown2,
#[rename("ping")] Ping { n: u64 },
#[rename("settled")] Settled2,
    }

    #[command(prefix = "app_")]
    pub enum Command {
#[alias("app_dialNumber")]
        DialNumber {
phone_number: Option<PhoneNumber>,
video: Option<bool>,
        },
#[rename("hang_up")] HangUp,
    }

    #[data(open)]
    pub enum Status {
        Away,
#[alias("onCall")]
        OnCall,
#[rename("lunch break")] LunchBreak,
    }

    #[data]
    pub struct Tag {
id: Id,
        label: Option<String>,
color: Option<String>,
    }
}

/// A phone whose messages are flat, and have constants.
#[cti_runtime::protocol(
    vendor = "Bell",
    origins("https://phone.bell.example"),
    envelope(object | text, tag = "type", constants(api = "bell")),
)]
pub mod bell {
    #[event(rename_all = "kebab-case")]
    pub enum Event {
#[alias("queueChanged")]
        QueueChanged {
            queue_name: String,
waiting: Option<u64>,
        },
        CallEnded {
#[alias("callId")]
            #[rename("callID")] call: Option<String>,
        },
CallParked { call_id: String, slot: u64 },
    }

    #[command(
        content = "params",
        tag = "method",
        envelope(constants(kind = "request")),
        id = "id",
        answer(id = "id", ok = "result", error = "error")
    )]
    pub trait Ask {
        fn whoami() -> Result<Json, String>;
#[rename("look-up")] fn look_up(phone_number: PhoneNumber) -> Result<Json, Json>;
    }
}
