//! Windows exchange messages, libraries have methods and subscriptions.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
