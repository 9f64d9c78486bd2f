//! What a session is opened with has a name.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(each(#[session] app_id: String))]
    pub enum Command {
        Hangup { why: CommandFields },
    }

    #[data]
    pub struct CommandFields {
        text: String,
    }
}

fn main() {}
// errors: 2
