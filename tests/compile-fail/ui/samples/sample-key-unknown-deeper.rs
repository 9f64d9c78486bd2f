//! A payload that is nested one level deeper.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "type": "ring", "data": { "id": "c-1", "number": "+12025550123" } })]
        Ring { id: String, number: PhoneNumber },
    }
}

fn main() {}
