//! A sample is JSON.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample(r#"{"action": ring}"#)]
        Ring,
    }
}

fn main() {}
