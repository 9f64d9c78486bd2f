//! Of the moves of a machine on a message, all have a condition on the same field, or none has one.

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
        #[moves(Agent: Out => In, if logged_in = true)]
        #[moves(Agent: In => Out)]
        Login { logged_in: bool },
    }
}

fn main() {}
// errors: 2
