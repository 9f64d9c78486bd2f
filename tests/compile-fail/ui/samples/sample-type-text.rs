//! A text that is no time, no URL, no number.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "type": "ring", "at": "soon", "url": "no url", "from": "hello" })]
        Ring { at: DateTime, url: Url, from: PhoneNumber },
    }
}

fn main() {}
// errors: 3
