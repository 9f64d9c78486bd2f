//! A constant has a key and a value of its own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(
        object,
        tag = "action",
        constants(
            half = 0.5,
            large = 9_007_199_254_740_992,
            list = [1],
            named = API,
            nothing = null,
            minus = -true,
            text = -"1",
            7 = 7,
            bare,
            api("acme"),
            right = -3,
        )
    )
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
// errors: 10
