//! Fields by position have no keys to be about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { args: Args },
    }

    #[data(positional)]
    pub struct Args {
        #[alias("number")]
        from: PhoneNumber,
        #[null]
        line: Option<u8>,
        #[flatten]
        caller: Caller,
        #[posted(Date)]
        since: DateTime,
    }

    #[data]
    pub struct Caller {
        name: String,
    }
}

fn main() {}
// errors: 4
