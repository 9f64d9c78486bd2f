//! What is reported has a value of its own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", reports(version = "1"))
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "ring", "version": null })]
        #[sample({ "action": "ring", "version": { "major": 1 } })]
        Ring,
    }
}

fn main() {}
