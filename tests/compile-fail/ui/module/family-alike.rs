//! Families of a direction differ in the key of the tag, or in their constants.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", constants(api = "acme", level = 3))
)]
pub mod phone {
    #[event]
    pub enum Notice {
        Ring,
    }
    #[event(envelope(constants(level = 4)))]
    pub enum Other {
        Ring,
    }
    #[event(envelope(content = "data", constants(level = 3), reports(version = "1")))]
    pub enum Question {
        Who,
    }
}

fn main() {}
// errors: 2
