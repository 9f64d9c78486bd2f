//! A type has what it needs between its brackets, and nothing else.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { labels: Map, note: Json<String>, number: PhoneNumber },
    }
}

fn main() {
    let _ = |it: phone::event::Ringing| (it.labels.len(), it.note, it.number);
}
// errors: 2
