//! A sample is of the kind that the message or function has.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample(args = [1])]
        Ring,
    }
}

fn main() {}
