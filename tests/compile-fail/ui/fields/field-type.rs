//! A field's type is owned data that JSON can carry.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            number: &'static str,
            from: (u8, u8),
            done: fn(),
            volume: f32,
        },
    }
}

fn main() {}
// errors: 4
