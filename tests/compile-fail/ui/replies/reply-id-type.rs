//! An id is of the same type in the answer.

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
            request_id: u64,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Dialled)]
        Dial {
            #[id]
            request_id: String,
        },
    }
}

fn main() {}
// errors: 2
