//! Of a misspelt kind of enum, no variant is in a wrong form.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { who: Who },
    }

    #[data(oneof)]
    pub enum Who {
        Number(String),
        Id(u64),
    }
}

fn main() {}
