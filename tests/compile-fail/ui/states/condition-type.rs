//! A condition compares a boolean, a whole number, a string or an enum of strings.

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
        #[moves(Agent: Out => In, if labels = "in")]
        Labelled { labels: Vec<String> },
        #[moves(Agent: Out => In, if call = "in")]
        Active { call: Call },
        #[moves(Agent: In => Out, if load = 1)]
        Load { load: f64 },
        #[moves(Agent: In => Out, if token = "x")]
        Token { token: Secret<String> },
    }

    #[data]
    pub struct Call {
        status: Option<String>,
    }
}

fn main() {}
// errors: 4
