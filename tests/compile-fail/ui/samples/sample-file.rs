//! A sample's file exists and is JSON.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample(file = "no-such-file.json")]
        Ring,
    }
}

fn main() {}
