//! A trait without a word on answers.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub trait Asked {
        fn contact(number: PhoneNumber) -> String;
    }
}

fn main() {}
