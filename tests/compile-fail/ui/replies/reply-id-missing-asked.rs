//! A message without an id is answered by messages without one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Dialled {
            #[id]
            request_id: String,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Dialled)]
        Dial,
    }
}

fn main() {}
// errors: 2
