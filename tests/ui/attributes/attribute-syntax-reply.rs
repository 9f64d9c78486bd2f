//! An attribute's arguments have the form that it documents.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        #[reply(or = Error)]
        Hangup,
    }
}

fn main() {}
