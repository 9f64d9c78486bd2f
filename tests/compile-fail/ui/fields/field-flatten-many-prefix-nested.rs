//! A map of any key takes those with a prefix too, also where it is flattened twice.

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
            caller: Caller,
            #[flatten]
            rest: Map<Json>,
        },
    }

    #[data]
    pub struct Caller {
        #[flatten]
        #[prefix("caller_")]
        details: Map<String>,
    }
}

fn main() {}
// errors: 2
