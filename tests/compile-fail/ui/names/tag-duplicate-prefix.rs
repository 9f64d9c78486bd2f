//! With the prefix, a tag is another one's whole name.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(prefix = "phone_")]
    pub enum Event {
        Ring,
        #[rename("phone_ring")]
        Other,
    }
}

fn main() {}
// errors: 2
