//! A sample is of the kind that the message or function has.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        #[sample(result = 1)]
        fn ready();
    }
}

fn main() {}
