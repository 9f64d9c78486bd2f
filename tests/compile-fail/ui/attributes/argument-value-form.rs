//! What is meant by another form is written out.

#[cti_runtime::protocol(
    vendor("Acme"),
    origins = ["https://phone.acme.example"],
    envelope(object, tag = "type"),
    marker(Acme)
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
// errors: 3
