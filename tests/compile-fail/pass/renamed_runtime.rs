//! The runtime under another name, and behind a module of one's own.

pub extern crate cti_runtime as talk;

pub mod deps {
    pub use ::talk as runtime;
}

#[talk::protocol(
    crate = "talk",
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod renamed {
    use talk::types::Url as Link;

    #[states(key = id)]
    enum Call {
        Up,
    }

    #[event]
    pub enum Event {
        #[moves(Call: new => Up)]
        #[sample({ action: "ring", id: "1", from: 1, side: "in", page: "/" })]
        Ring {
            id: String,
            from: PhoneNumber,
            side: Side,
            page: talk::types::Url,
            link: Option<Link>,
        },
    }

    #[data]
    pub enum Side {
        In,
        Out,
    }
}

#[crate::deps::runtime::protocol(
    crate = crate::deps::runtime,
    vendor = "Acme",
    calls(library = "acme.cti", error = Problem)
)]
pub mod behind_a_module {
    #[method]
    pub trait Method {
        #[sample(args = ["/x"], result = [1])]
        fn show(page: crate::deps::runtime::types::Url) -> Vec<u64>;
    }

    #[data]
    pub struct Problem {
        message: String,
    }
}

fn main() {
    use talk::Protocol as _;
    assert_eq!(renamed::Renamed::description().name, "renamed");
    assert_eq!(behind_a_module::BehindAModule::description().types.len(), 1);
}
