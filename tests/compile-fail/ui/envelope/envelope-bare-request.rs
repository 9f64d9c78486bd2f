//! A bare string has no room for the id of a request.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(bare)
)]
mod acme_phone {
    #[command(id = "id", answer(id = "id", ok = "result"))]
    pub trait Ask {
        fn version() -> String;
    }
}

fn main() {}
