//! Where only failures are answered, a request says how long one may take.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(id = "id", answer(id = "id", error = "error"), error = String)]
    pub trait Ask {
        fn open(record: String);
    }
}

fn main() {}
