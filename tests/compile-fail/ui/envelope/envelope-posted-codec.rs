//! A codec of objects says what is posted.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object(codec = Pairs), tag = "type", posted = Map)
)]
pub mod phone {
    use cti_runtime::types::{Json, Map};

    #[command]
    pub enum Command {
        Dial { to: PhoneNumber },
    }

    pub struct Pairs;

    impl cti_runtime::describe::ObjectCodec for Pairs {
        fn read(&self, _: &Json) -> Option<Map<Json>> {
            None
        }
        fn write(&self, _: &Map<Json>) -> Option<Json> {
            None
        }
    }
}

fn main() {}
