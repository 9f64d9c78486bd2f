//! A flattened field, an outcome and a bare value are posted as what they are.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[flatten]
            #[posted(Map)]
            call: Call,
        },
        #[outcome(ok = "call", error = "why")]
        Found(#[posted(Map)] Result<Call, String>),
    }

    #[data]
    pub struct Call {
        pub at: At,
    }

    #[data]
    pub struct At(#[posted(Date)] DateTime);
}

fn main() {}
// errors: 3
