//! The misspelt answer may be the one with the id.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Level { #[id] id: String },
    }

    #[command]
    pub enum Command {
        #[reply(level)]
        Listen { #[id] id: String },
    }
}

fn main() {}
