//! A sample of a codec's message is the string that is posted.

use cti_runtime::describe::TextCodec;
use cti_runtime::types::{Json, Map};

pub struct Pipes;

impl TextCodec for Pipes {
    fn read(&self, _: &str) -> Option<Map<Json>> {
        None
    }
    fn write(&self, _: &Map<Json>) -> Option<String> {
        None
    }
}

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(codec = Pipes, tag = "verb")
)]
pub mod phone {
    use super::Pipes;

    #[command]
    pub enum Command {
        #[sample({ "verb": "dial", "to": "+12025550123" })]
        Dial { to: PhoneNumber },
    }
}

fn main() {}
