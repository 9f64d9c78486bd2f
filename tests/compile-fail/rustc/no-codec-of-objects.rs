//! What reads objects is an `ObjectCodec`.

pub struct Pairs;

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object(codec = crate::Pairs), tag = "type")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { to: PhoneNumber },
    }
}

fn main() {}
