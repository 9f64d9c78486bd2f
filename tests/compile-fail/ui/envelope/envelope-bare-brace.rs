//! What begins as an object is read as one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(bare)
)]
mod acme_phone {
    #[event]
    pub enum Event {
        #[rename(" {ready}")]
        Ready,
    }
}

fn main() {}
