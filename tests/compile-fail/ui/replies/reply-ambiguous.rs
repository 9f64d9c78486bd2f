//! An answer's name means one message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Notice {
        Done,
    }
    #[event(tag = "ask")]
    pub enum Question {
        Done,
        Failed,
    }
    #[command]
    pub enum Command {
        #[reply(Done, or = Failed)]
        Dial,
    }
}

fn main() {}
// errors: 3
