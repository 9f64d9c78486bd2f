//! The keys of a struct are declared one by one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing {
            call_id: u64,
            #[flatten]
            #[prefix("x_")]
            caller: Caller,
        },
    }

    #[data]
    pub struct Caller {
        name: String,
    }
}

fn main() {}
