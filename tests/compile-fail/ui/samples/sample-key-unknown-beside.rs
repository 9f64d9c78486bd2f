//! A sample has declared keys only, at the place that was declared.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod phone {
    #[event(each(id: Option<Id>))]
    pub enum Event {
        #[sample({ "type": "ringing", "id": "e-1", "data": { "callId": "c-1" } })]
        Ringing { call_id: String },
    }
}

fn main() {}
