//! A codec of objects is named.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object(), tag = "type")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { to: PhoneNumber },
    }
}

fn main() {}
