// Protocols whose vendor has moved on. `pasted.rs` is this file with what the report suggests.

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
        Loaded,
        Logout,
        Ring {
            call_id: u64,
            #[personal] caller_name: Option<String>,
        },
        Ended {
            seconds: u64,
        },
        Level(u64),
        Status {
            status: Status,
            since: Option<u64>,
            tags: Option<Vec<Tag>>,
        },
    }

    #[command(prefix = "app_")]
    pub enum Command {
        DialNumber {
            phone_number: PhoneNumber,
        },
    }

    #[data]
    pub enum Status {
        Away,
        OnCall,
    }

    #[data]
    pub struct Tag {
        id: u64,
        label: Option<String>,
    }
}

/// A phone whose messages are flat, and have constants.
#[cti_runtime::protocol(
    vendor = "Bell",
    origins("https://phone.bell.example"),
    envelope(object, tag = "type", constants(api = "bell"))
)]
pub mod bell {
    #[event(rename_all = "kebab-case")]
    pub enum Event {
        QueueChanged {
            queue_name: String,
        },
        CallEnded {
            #[rename("callID")] call: Option<String>,
        },
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
    }
}
