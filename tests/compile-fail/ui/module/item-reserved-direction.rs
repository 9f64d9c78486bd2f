//! An item's name is not one that the macro generates.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Command {
        Ring,
    }
}

fn main() {}
