//! A deadline is a number of milliseconds.

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
        #[reply(Token)]
        #[within(ms = 0)]
        GetToken,
        #[reply(Token)]
        #[within(ms = "3s")]
        GetTokenAgain,
    }
}

fn main() {}
// errors: 2
