//! A message with an id is answered by messages with an id.

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
        NotDialled,
    }

    #[command]
    pub enum Command {
        #[reply(Dialled, or = NotDialled)]
        Dial {
            #[id]
            request_id: String,
        },
    }
}

fn main() {}
// errors: 2
