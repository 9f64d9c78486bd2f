//! A sample has declared keys only, in the case that was declared.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
    rename_all = "kebab-case"
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "type": "call-ringing", "callId": "c-1" })]
        CallRinging { call_id: Option<String> },
    }
}

fn main() {}
