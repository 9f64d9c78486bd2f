//! What can't be sent, and what can.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            f0: &str,
            f1: &'static [u8],
            f2: [u8; 4],
            f3: (u8, String),
            f4: u128,
            f5: usize,
            f6: char,
            f7: Map<String, u64>,
            f8: Map<u64, Vec<String>>,
        },
    }
}

fn main() {}
// errors: 9
