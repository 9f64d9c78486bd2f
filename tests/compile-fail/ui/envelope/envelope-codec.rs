//! A codec is named, not quoted.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(codec = "Pipes", tag = "verb")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { to: PhoneNumber },
    }
}

fn main() {}
