//! Each variant of `one_of` has one value.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Dial { target: Target },
    }

    #[data(one_of)]
    pub enum Target {
        Number(Option<String>),
        Id(u64),
    }
}

fn main() {}
