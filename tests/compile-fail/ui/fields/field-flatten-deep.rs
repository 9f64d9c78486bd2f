//! A flattened field has keys that can stand in its place.

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
            a: A,
        },
    }

    #[data]
    pub struct A {
        #[flatten]
        b: B,
    }

    #[data]
    pub struct B {
        #[flatten]
        c: C,
    }

    #[data]
    pub struct C {
        #[flatten]
        d: D,
    }

    #[data]
    pub struct D {
        #[flatten]
        e: E,
    }

    #[data]
    pub struct E {
        #[flatten]
        f: F,
    }

    #[data]
    pub struct F {
        #[flatten]
        g: G,
    }

    #[data]
    pub struct G {
        #[flatten]
        h: H,
    }

    #[data]
    pub struct H {
        #[flatten]
        i: I,
    }

    #[data]
    pub struct I {
        id: u64,
    }
}

fn main() {}
