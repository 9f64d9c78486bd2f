//! Fields by position stand in a struct with fields, and have no keys.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { kind: Kind, name: Name, args: Args },
    }

    #[data(positional)]
    pub enum Kind {
        A,
    }

    #[data(positional)]
    pub struct Name(String);

    #[data(positional, rename_all = "kebab-case")]
    pub struct Args {
        line: u8,
    }
}

fn main() {}
// errors: 3
