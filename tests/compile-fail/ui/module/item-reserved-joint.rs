//! The enum of all families of a direction is generated.

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
    #[event(tag = "ask")]
    pub enum Question {
        Who,
    }
    #[command]
    pub enum Request {
        Dial,
    }
    #[command(tag = "answer")]
    pub enum Command {
        Name,
    }
}

fn main() {}
// errors: 3
