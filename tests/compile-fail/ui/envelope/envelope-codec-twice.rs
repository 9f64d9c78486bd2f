//! No strings are posted beside the objects of a codec.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object(codec = Pairs), codec = Pipes, tag = "type")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { to: PhoneNumber },
    }
}

fn main() {}
// errors: 2
