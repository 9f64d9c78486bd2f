//! `Text<…>` is of a boolean or a number.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    #[event]
    pub enum Event {
        Ringing {
            call: Text<u64>,
            name: Text<String>,
            side: Option<Text<Side>>,
        },
    }

    #[data]
    pub enum Side {
        In,
        Out,
    }
}

fn main() {}
// errors: 2
