//! A prefix stands on a variant with one `String`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[data]
    pub enum Status {
        Away,
        #[prefix("away_")]
        AwayWith(u64),
    }
}

fn main() {}
