//! A sample is JSON.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "ring", "id": 0x7 "side": in, })]
        Ring { id: u64 },
    }
}

fn main() {}
