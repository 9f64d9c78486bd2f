//! A codec reads all strings of its direction.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, codec = Lines, tag = "type")
)]
mod acme_phone {
    use cti_runtime::describe::TextCodec;
    use cti_runtime::types::{Json, Map};

    #[event]
    pub enum Line {
        Ring { call_id: String },
    }

    #[event(envelope(bare))]
    pub enum Word {
        Ready,
    }

    pub struct Lines;

    impl TextCodec for Lines {
        fn read(&self, _: &str) -> Option<Map<Json>> {
            None
        }
        fn write(&self, _: &Map<Json>) -> Option<String> {
            None
        }
    }
}

fn main() {}
// errors: 2
