//! A codec's strings are what is posted: there is no encoding beside it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(text, codec = Pipes, tag = "verb")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { to: PhoneNumber },
    }
}

fn main() {}
// errors: 2
