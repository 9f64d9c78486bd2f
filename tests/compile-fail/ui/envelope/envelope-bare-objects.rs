//! A codec of objects reads all that is posted in its direction.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object(codec = Lines), tag = "type")
)]
mod acme_phone {
    use cti_runtime::describe::ObjectCodec;
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

    impl ObjectCodec for Lines {
        fn read(&self, _: &Json) -> Option<Map<Json>> {
            None
        }
        fn write(&self, _: &Map<Json>) -> Option<Json> {
            None
        }
    }
}

fn main() {}
// errors: 2
