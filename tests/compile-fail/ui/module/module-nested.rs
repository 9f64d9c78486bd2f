//! What is declared stands in the module itself.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    pub mod inner {
        #[event]
        pub enum Event {
            Ring { id: String },
        }
    }

    #[command]
    pub enum Command {
        Dial { to: String },
    }
}

fn main() {}
