//! A value means one variant.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[data]
    pub enum Side {
        In,
        #[rename("in")]
        Inbound,
    }
}

fn main() {}
// errors: 2
