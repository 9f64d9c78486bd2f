//! A field of the session has one type.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(each(#[session] app_id: String))]
    pub enum Command {
        Hangup,
    }

    #[event(each(#[session] app_id: u64))]
    pub enum Event {
        Hidden,
    }
}

fn main() {}
// errors: 2
