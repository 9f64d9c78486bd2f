//! Nothing inside a declaration is conditional.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[cfg(feature = "video")]
        Video,
        Ring {
            #[cfg(debug_assertions)]
            trace: String,
        },
    }
}

fn main() {}
// errors: 2
