//! Nor in a list or a map.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { lines: Vec<Option<Option<u8>>> },
    }
}

fn main() {}
