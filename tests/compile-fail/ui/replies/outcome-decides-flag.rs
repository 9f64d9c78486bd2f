//! What a flag says isn't decided by what stands beside it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(flag = "success", ok = "token", error = "message", decides = error)]
        Token(Result<String, String>),
    }
}

fn main() {}
