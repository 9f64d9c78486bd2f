//! A request that is answered only when it fails says how long a failure may take.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        OpenFailed,
    }

    #[command]
    pub enum Command {
        #[reply(or = OpenFailed)]
        Open,
    }
}

fn main() {}
