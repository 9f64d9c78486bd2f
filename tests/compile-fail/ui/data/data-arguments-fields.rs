//! A data type is one thing, and its arguments are about it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { side: Side },
    }

    #[data(open, rename_all_fields = "snake_case")]
    pub enum Side {
        In,
        Out,
    }
}

fn main() {}
