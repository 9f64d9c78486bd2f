//! Nothing is waited for where nothing answers.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Token,
    }

    #[command]
    pub enum Command {
        #[within(ms = 3000)]
        GetToken,
    }
}

fn main() {}
