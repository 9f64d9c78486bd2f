//! A codec of objects has no encoding of text.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(text(codec = Pairs), tag = "type")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { to: PhoneNumber },
    }
}

fn main() {}
