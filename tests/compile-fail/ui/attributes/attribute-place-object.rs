//! Where a function lives is said of a library's functions.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    #[object("phone")]
    pub enum Event {
        Ring,
    }

    #[command(id = "id", answer(id = "id", ok = "ok", error = "error"), error = String)]
    pub trait Command {
        #[object("phone")]
        #[optional]
        fn hangup();
    }
}

fn main() {}
// errors: 3
