//! Types of other libraries by their paths.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    use std::collections::HashMap;
    use std::sync::Arc as Shared;

    #[event]
    pub enum Event {
        Ring {
            f0: HashMap<String, u64>,
            f1: std::collections::HashSet<String>,
            f2: serde_json::Value,
            f3: std::time::Duration,
            f4: chrono::DateTime<chrono::Utc>,
            f5: Vec<std::rc::Rc<str>>,
        },
    }
}

fn main() {}
// errors: 6
