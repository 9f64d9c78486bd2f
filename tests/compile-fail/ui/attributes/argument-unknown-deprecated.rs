//! `#[deprecated]` has Rust's arguments.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[deprecated(notes = "use `ringing`")]
        Ring,
    }
}

fn main() {}
