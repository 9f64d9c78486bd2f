//! A key means one field.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Get { what: What },
    }

    #[data(tag = "kind")]
    pub enum What {
        Page {
            #[alias("name")]
            id: u64,
        },
        Person {
            id: u64,
            name: String,
        },
    }
}

fn main() {}
// errors: 2
