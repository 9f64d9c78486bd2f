//! Moves with the same condition are for different states.

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
        #[moves(Agent: Out => Out, if logged_in = true)]
        #[moves(Agent: * => Out, if logged_in = false)]
        Login { logged_in: bool },
    }
}

fn main() {}
// errors: 2
