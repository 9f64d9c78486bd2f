//! A name alone is no argument.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Level { #[id] id: String },
        Over { #[id] id: String },
    }

    #[command]
    pub enum Command {
        #[reply(Level)]
        #[stream(Over)]
        Listen { #[id] id: String },
    }
}

fn main() {
    let _ = phone::command::Listen::new();
}
