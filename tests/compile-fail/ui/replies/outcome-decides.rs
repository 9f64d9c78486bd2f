//! A flag decides where there is one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "token", error = "message", decides = flag)]
        Token(Result<String, String>),
    }
}

fn main() {}
