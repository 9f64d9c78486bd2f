//! An attribute stands on what it is about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Status { status: Status },
    }

    #[data]
    pub enum Status {
        Away,
        #[prefix("busy_")]
        #[rename("busy", alias = "occupied")]
        Busy(String),
    }
}

fn main() {}
