//! A permission is one that browsers know.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
    frame(src = "https://phone.acme.example/", allow = "micrphone *; camera, autoplay")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
// errors: 2
