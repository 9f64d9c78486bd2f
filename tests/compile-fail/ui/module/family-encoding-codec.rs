//! Families of a direction share their codec.

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
    envelope(text)
)]
pub mod phone {
    #[event(tag = "event")]
    pub enum Notice {
        Ringing,
    }

    #[event(envelope(codec = crate::Pipes, tag = "verb"))]
    pub enum Line {
        Muted,
    }
}

fn main() {}
// errors: 2
