//! An attribute is one that declarations know.

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

    #[comand]
    pub enum Command {
        Hangup,
    }
}

fn main() {}
