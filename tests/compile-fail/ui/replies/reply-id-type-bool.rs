//! An id is a `String` or a `u64`, always there.

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
            request_id: bool,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Dialled)]
        Dial {
            #[id]
            request_id: Option<String>,
        },
    }
}

fn main() {}
// errors: 2
