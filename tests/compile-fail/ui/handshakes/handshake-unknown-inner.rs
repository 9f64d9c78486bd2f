//! What a handshake waits for is a message, and no variant inside of one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "payload")
)]
pub mod phone {
    #[event]
    pub enum Event {
        AcceptCall { call_id: String },
        #[handshake(until = MuteToggle)]
        Hello,
    }

    #[command]
    pub enum Command {
        Dispatched {
            #[flatten]
            event: Telephony,
        },
    }

    #[data(tag = "telephonyEventType", rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum Telephony {
        CallConnected { call_id: String },
        MuteToggle { is_muted: bool },
    }
}

fn main() {}
