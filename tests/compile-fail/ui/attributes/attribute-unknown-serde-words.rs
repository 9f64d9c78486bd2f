//! What serde calls it, and what it is called here.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[serde(rename = "ring")]
        Ring {
            #[serde(default)]
            number: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<String>,
            #[serde(flatten)]
            rest: Map<String>,
            #[serde(with = "hex")]
            id: String,
        },
    }

    #[data]
    #[serde(rename_all = "snake_case")]
    pub struct Who {
        id: String,
    }
}

fn main() {}
// errors: 6
