//! Nothing tells bare strings of one enum from those of another.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(bare)
)]
mod acme_phone {
    #[event]
    pub enum Word {
        Ready,
    }

    #[event]
    pub enum Sign {
        Hello,
    }
}

fn main() {}
// errors: 2
