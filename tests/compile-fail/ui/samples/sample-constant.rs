//! A sample has the constants of its envelope.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", constants(api = "acme", level = 3), reports(version = "1"))
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "ring", "api": "acme" })]
        #[sample({ "action": "ring", "api": "acne", "level": "3" })]
        #[sample({ "action": "ring", "api": "acme", "level": 3, "version": 2 })]
        Ring,
    }
}

fn main() {}
// errors: 3
