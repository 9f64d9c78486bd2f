//! An answer has no fields where it is named.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Level { #[id] id: String },
        Started { #[id] id: String },
    }

    #[command]
    pub enum Command {
        #[reply(Level { id })]
        Listen { #[id] id: String },
    }
}

fn main() {
    let _ = phone::command::Listen::new();
}
