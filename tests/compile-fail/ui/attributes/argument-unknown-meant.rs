//! A misspelt argument is taken as the one that is meant.

#[cti_runtime::protocol(
    vendr = "Acme",
    origin("https://phone.acme.example"),
    envelop(object, tg = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
// errors: 4
