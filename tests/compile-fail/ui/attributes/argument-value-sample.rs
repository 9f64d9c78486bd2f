//! An argument's value is of the kind that the key needs.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample(file("ring.json"))]
        Ring,
    }
}

fn main() {}
