//! A message that is one value has no place for further fields but beside it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    #[event(each(#[beside] id: u8, stamp: u8))]
    pub enum Event {
        Data(Json),
    }
}

fn main() {}
