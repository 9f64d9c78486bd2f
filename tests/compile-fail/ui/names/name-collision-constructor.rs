//! Rust names stay different in every case they are written in.

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
        GetURL { id: u64 },
        GetUrl { name: String },
    }
}

fn main() {}
// errors: 2
