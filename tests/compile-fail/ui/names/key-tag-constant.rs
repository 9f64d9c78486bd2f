//! A field beside the tag has a key of its own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", constants(api = "acme"), reports(version = 1))
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { api: String, version: u8 },
    }
    #[command(envelope(content = "data"), each(#[beside] api: u8))]
    pub enum Command {
        Dial { version: u8 },
        Hold,
        Data(Json),
    }
}

fn main() {}
// errors: 3
