//! What a data type derives, its fields have.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { call: Call, point: Point },
    }

    #[data]
    #[derive(Eq, Default, Hash)]
    pub struct Call {
        from: PhoneNumber,
        point: Point,
    }

    #[data]
    #[derive(Hash)]
    pub struct Point {
        x: f64,
    }
}

fn main() {}
// errors: 6
