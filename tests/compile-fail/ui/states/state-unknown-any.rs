//! Any state is `*`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Call: any => Ringing)]
        Ring { id: String },
    }

    #[states]
    pub enum Call {
        Idle,
        Ringing,
    }
}

fn main() {}
