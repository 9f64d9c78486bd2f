//! A phone with keys that begin alike, whose rest a customer chooses. It is here, and not beside its
//! conversation in `tests/shapes`, so that the fuzz targets have it too.

/// Cairn: custom fields and headers of calls.
#[cti_runtime::protocol(
    vendor = "Cairn",
    origins("https://phone.cairn.example"),
    envelope(object, tag = "type")
)]
pub mod cairn {
    #[event]
    pub enum Event {
        #[sample({ type: "ring", callId: 7, x_queue: "sales", x_vip: "yes", "sip-To": ["+1"] })]
        Ring {
            call_id: u64,
            #[flatten]
            #[prefix("x_")]
            fields: Map<String>,
            #[rename("x_queue")]
            queue: Option<String>,
            #[flatten]
            #[prefix("sip-")]
            headers: Option<Map<Vec<String>>>,
        },
        #[sample({ type: "over", callId: 7, x_vip: "no", cause: 16 })]
        Over {
            #[flatten]
            call: Call,
            cause: u8,
        },
    }

    #[command]
    pub enum Command {
        #[sample({ type: "tag", callId: 7, "x_": "", x_vip: "yes" })]
        Tag {
            #[flatten]
            call: Call,
        },
        /// Sets fields that no log may show.
        #[sample({ type: "note", "x.secret": { a: 1 } })]
        Note {
            #[flatten]
            #[prefix("x.")]
            #[personal]
            notes: Map<Json>,
        },
    }

    /// A call, with its fields.
    #[data]
    pub struct Call {
        call_id: u64,
        #[flatten]
        #[prefix("x_")]
        fields: Map<String>,
    }
}
