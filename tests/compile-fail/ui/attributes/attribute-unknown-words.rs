//! Words of other languages and libraries.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[message]
        Ring {
            #[secret]
            token: String,
            #[required]
            number: String,
            #[nullable]
            name: String,
            #[key]
            id: String,
        },
        #[timeout]
        Done,
        #[example]
        Over,
    }

    #[states]
    pub enum Call {
        Idle,
        #[start]
        Ringing,
        #[terminal]
        Over,
    }
}

fn main() {}
// errors: 9
