//! An id in a tag is a string there.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("ask:")]
        #[suffix(".done")]
        Done {
            #[id]
            #[remainder]
            id: u64,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Done)]
        Ask {
            #[id]
            id: u64,
        },
    }
}

fn main() {}
