//! At most one tagged enum and one map are flattened into a place.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[flatten]
            some: Map<Json>,
            #[flatten]
            more: Map<Json>,
        },
    }
}

fn main() {}
// errors: 2
