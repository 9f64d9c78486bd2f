//! Nothing speaks against a flag where neither of the two has a key.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(flag = "success", decides = flag)]
        Token(Result<Token, Why>),
    }

    #[data]
    pub struct Token {
        pub token: String,
    }

    #[data]
    pub struct Why {
        pub why: String,
    }
}

fn main() {}
