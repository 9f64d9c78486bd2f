//! Nor by way of another.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { of: Of },
    }

    #[data]
    pub struct Of {
        by: By,
    }

    #[data]
    pub struct By {
        of: Option<Of>,
    }
}

fn main() {}
// errors: 3
