//! A query string has fields, each with a single value.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Pop { query: Query<String> },
    }
}

fn main() {}
