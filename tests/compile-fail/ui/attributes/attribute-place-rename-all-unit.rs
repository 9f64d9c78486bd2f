//! An attribute stands on what it is about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(each(id: u64))]
    pub enum Event {
        #[rename_all("snake_case")]
        Ring,
    }
}

fn main() {}
