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
        #[moves(Agent: Out => In, if state = "loggedin")]
        #[moves(Agent: In => Out, if state = "LoggedOut")]
        Changed { state: State },
        #[moves(Agent: Out => In, if mood = "great")]
        #[moves(Agent: In => Out, if mood = 1)]
        Felt { mood: Mood },
    }

    #[data]
    pub enum State {
        LoggedIn,
        LoggedOut,
    }

    #[data(open)]
    pub enum Mood {
        #[rename("good", alias = "great")]
        Good,
        Bad,
    }
}

fn main() {}
// errors: 4
