//! Tag, content, constants and what is reported have different keys.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data", constants(action = "acme"), reports(data = 1))
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
    #[command(tag = "name", envelope(content = "value", constants(api = true)))]
    pub enum Command {
        #[envelope(content = "action")]
        Dial { number: String },
    }
}

fn main() {}
// errors: 5
