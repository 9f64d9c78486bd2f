//! No way leads through positions to what is posted as a `Date`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { call: Call, args: Args },
    }

    #[data(positional)]
    pub struct Args {
        call: Call,
    }

    #[data]
    pub struct Call {
        #[posted(Date)]
        since: DateTime,
    }
}

fn main() {}
