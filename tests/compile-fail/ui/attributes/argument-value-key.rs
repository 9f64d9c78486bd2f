//! A key is a Rust name.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Call: new => Ringing)]
        Ring { call_id: String },
    }

    #[states(key = "callId")]
    pub enum Call {
        Idle,
        Ringing,
    }
}

fn main() {}
