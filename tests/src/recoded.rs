//! A phone whose objects no envelope describes. It is here, and not beside its conversation in `tests/shapes`, so
//! that others have it too.

use cti_runtime::describe::ObjectCodec;
use cti_runtime::types::{Json, Map};

/// Bittern Phone: lists of a name and what belongs to it, with the call leg in a key.
#[cti_runtime::protocol(
    vendor = "Bittern",
    origins("https://phone.bittern.example"),
    envelope(object(codec = Pairs), tag = "type"),
    rename_all_fields = "camelCase"
)]
pub mod bittern_phone {
    use super::Pairs;

    /// Phone → page.
    #[event]
    pub enum Event {
        #[sample(["ring", { "leg:c-1": { from: "+12025550123" } }])]
        Ring { leg: String, from: PhoneNumber },
        #[sample(["over", { "leg:c-1": {} }])]
        Over { leg: String, seconds: Option<u32> },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        #[sample(r#"["dial",{"leg:c-1":{"to":"+12025550123"}}]"#)]
        Dial { leg: String, to: PhoneNumber },
    }
}

/// `[type, {"leg:…": fields}]`
pub struct Pairs;

impl ObjectCodec for Pairs {
    fn read(&self, posted: &Json) -> Option<Map<Json>> {
        let [name, Json::Object(legs)] = posted.as_array()?.as_slice() else {
            return None;
        };
        let (leg, fields) = legs.iter().next()?;
        let mut message: Map<Json> = fields.as_object()?.clone().into_iter().collect();
        message.insert("type".into(), name.clone());
        message.insert("leg".into(), leg.strip_prefix("leg:")?.into());
        (legs.len() == 1).then_some(message)
    }

    fn write(&self, message: &Map<Json>) -> Option<Json> {
        let mut fields = message.clone();
        let (name, leg) = (fields.remove("type")?, fields.remove("leg")?);
        let leg = format!("leg:{}", leg.as_str()?);
        let fields = Json::from_iter(fields);
        Some(Json::from_iter([name, Json::from_iter([(leg, fields)])]))
    }
}
