//! What a handshake waits for is one message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object)
)]
pub mod phone {
    #[event(tag = "event")]
    pub enum Notice {
        Ready,
    }

    #[event(tag = "answer")]
    pub enum Response {
        Ready,
    }

    #[command(tag = "type")]
    pub enum Order {
        #[handshake(until = Ready)]
        Hello,
    }
}

fn main() {}
// errors: 3
