//! The keys of an outcome stand among the fields.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "data.result", error = "error")]
        Ring(Result<String, String>),
    }
}

fn main() {}
