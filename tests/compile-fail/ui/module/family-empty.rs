//! What is declared of a direction has at least one message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {}

    #[command]
    pub enum Command {
        Ring,
    }
}

fn main() {}
