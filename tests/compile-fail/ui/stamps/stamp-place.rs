//! A session fills in fields of messages, once each.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial {
            #[session]
            #[fresh]
            app_id: String,
            caller: Caller,
        },
        #[reply(Held)]
        Hold {
            #[id]
            #[session]
            call_id: String,
        },
    }

    #[event]
    pub enum Event {
        Held {
            #[id]
            call_id: String,
        },
    }

    #[data]
    pub struct Caller {
        #[session]
        id: String,
    }
}

fn main() {}
// errors: 5
