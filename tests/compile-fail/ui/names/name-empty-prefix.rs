//! A prefix is not empty, nor is the key of a constant.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(prefix = "")]
    pub enum Event {
        Ring,
    }
    #[command(envelope(constants("" = true)))]
    pub enum Command {
        Dial,
    }
}

fn main() {}
// errors: 2
