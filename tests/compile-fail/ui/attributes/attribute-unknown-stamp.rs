//! What a session fills in has two words.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { #[generated] id: String },
        List { #[positional] all: Vec<String> },
    }
}

fn main() {}
// errors: 2
