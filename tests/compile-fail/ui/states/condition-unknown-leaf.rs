//! A condition names a field of its message, or one inside of it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme {
    #[states]
    enum Agent {
        Out,
        In,
    }

    #[event]
    pub enum Event {
        #[moves(Agent: Out => In, if call.status = "on")]
        #[moves(Agent: In => Out, if call.status = "off")]
        Active { call: Map<String> },
    }
}

fn main() {}
// errors: 2
