//! A condition names a field of its message, or one inside of it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod acme {
    #[states]
    enum Agent {
        Out,
        In,
    }

    #[event]
    pub enum Event {
        #[moves(Agent: Out => In, if call.state = "on")]
        Active { call: Call },
        #[moves(Agent: In => Out, if call.telephony_statu = "off")]
        Ended { call: Option<Call> },
        #[moves(Agent: Out => In, if telephonyStatus = "off")]
        Changed(Call),
    }

    #[data]
    pub struct Call {
        telephony_status: String,
        id: u64,
    }
}

fn main() {}
// errors: 3
