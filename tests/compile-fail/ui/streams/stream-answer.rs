//! A stream has an answer that comes many times.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Failed {
            #[id]
            id: String,
        },
    }

    #[command]
    pub enum Command {
        #[reply(or = Failed)]
        #[within(ms = 500)]
        #[stream]
        Listen {
            #[id]
            id: String,
        },
    }
}

fn main() {}
