//! Arguments are separated by commas.

#[cti_runtime::protocol(
    vendor = "Acme" origins("https://phone.acme.example") envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
// errors: 2
