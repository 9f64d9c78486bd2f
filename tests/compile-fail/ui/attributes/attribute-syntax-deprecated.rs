//! What is deprecated says what to use instead, as text.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[deprecated = 2]
        Ring,
    }
}

fn main() {}
