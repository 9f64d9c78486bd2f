//! A condition is a field and its value.

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
        #[moves(Agent: Out => In, if logged_in)]
        Login { logged_in: bool },
        #[moves(Agent: In => Out, if logged_in == false)]
        Logout { logged_in: bool },
        #[moves(Agent: In => Out, when load = 1)]
        Load { load: u8 },
        #[moves(Agent: In => Out, if load = 1.5)]
        Weight { load: u8 },
        #[moves(Agent: In => Out, if load. = 1)]
        Full { load: u8 },
    }
}

fn main() {}
// errors: 5
