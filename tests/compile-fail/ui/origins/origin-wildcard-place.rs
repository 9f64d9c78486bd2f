//! `*` stands in the first label, once, over two literal labels.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.*.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
