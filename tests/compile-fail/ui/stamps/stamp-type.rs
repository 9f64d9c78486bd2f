//! What a session fills in is always there, and of a type that it can make or compare.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(each(#[session] app_id: Option<String>, #[session] theme: Theme, #[fresh] id: u32))]
    pub enum Command {
        Hangup,
    }

    #[data]
    pub struct Theme {
        dark: bool,
    }
}

fn main() {}
// errors: 3
