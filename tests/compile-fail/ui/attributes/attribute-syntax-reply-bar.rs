//! A failure stands behind a comma.

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
        #[reply(Level | or = Started)]
        Listen { #[id] id: String },
    }
}

fn main() {
    let _ = phone::command::Listen::new();
}
