//! The messages that no shipped protocol has in this form.

/// A phone whose messages are flat.
#[cti_runtime::protocol(
    vendor = "Bench",
    origins("https://phone-*.bench.example"),
    envelope(object, tag = "action")
)]
pub mod flat_phone {
    #[event]
    pub enum Event {
        #[sample({"action":"call","number":"+123456789","autocall":true})]
        Call { number: String, autocall: bool },
        #[sample({"action":"hangup"})]
        Hangup,
        Ringing {
            #[rename("call_uuid")]
            call_uuid: Uuid,
            external_number: String,
            internal_number: String,
            contact_id: u64,
            contact_name: String,
            company: Option<String>,
            contact_emails: Vec<String>,
            contact_numbers: Vec<String>,
            tags: Vec<String>,
        },
    }

    #[command]
    pub enum Command {
        Call { number: String, autocall: bool },
    }
}
