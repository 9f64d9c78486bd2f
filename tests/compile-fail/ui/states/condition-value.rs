//! A condition's value is one that the field can have.

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
        #[moves(Agent: Out => In, if logged_in = "true")]
        #[moves(Agent: In => Out, if logged_in = 0)]
        Login { logged_in: bool },
        #[moves(Agent: Out => In, if load = 256)]
        #[moves(Agent: In => Out, if load = -1)]
        Load { load: Option<u8> },
        #[moves(Agent: Out => In, if agent = true)]
        Named { agent: String },
    }
}

fn main() {}
// errors: 5
