//! A flattened field has keys that can stand in its place.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Show { view: View },
    }

    #[data(tag = "kind")]
    pub enum View {
        Full,
        Single {
            #[flatten]
            app: Option<App>,
        },
    }

    #[data]
    pub struct App {
        name: String,
    }
}

fn main() {}
