//! What is answered over a port has no id by which a message could mean it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Notice {
        Over { #[id] id: String },
    }

    #[command]
    pub enum Order {
        Stop { #[id] id: String },
    }

    #[command(tag = "request", answer(port, ok = "result"))]
    pub trait Ask {
        #[stream(until = Over, cancel = Stop)]
        fn levels() -> i8;
    }
}

fn main() {}
// errors: 2
