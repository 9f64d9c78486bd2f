//! What decides is one of three.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "token", error = "message", decides = eror)]
        Token(Result<String, String>),
    }
}

fn main() {}
