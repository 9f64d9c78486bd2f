//! A sample's value is one that a closed enum lists.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "ring", "side": "inn" })]
        Ring { side: Side },
    }

    #[data]
    pub enum Side {
        In,
        Out,
    }
}

fn main() {}
