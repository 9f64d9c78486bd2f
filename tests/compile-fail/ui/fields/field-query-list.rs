//! A query string has fields, each with a single value.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Pop { query: Query<Page> },
    }

    #[data]
    pub struct Page {
        id: u64,
        tags: Vec<String>,
    }
}

fn main() {}
// errors: 2
