//! An envelope has at most 32 constants.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", constants(
        c1 = 1,
        c2 = 2,
        c3 = 3,
        c4 = 4,
        c5 = 5,
        c6 = 6,
        c7 = 7,
        c8 = 8,
        c9 = 9,
        c10 = 10,
        c11 = 11,
        c12 = 12,
        c13 = 13,
        c14 = 14,
        c15 = 15,
        c16 = 16,
        c17 = 17,
        c18 = 18,
        c19 = 19,
        c20 = 20,
        c21 = 21,
        c22 = 22,
        c23 = 23,
        c24 = 24,
        c25 = 25,
        c26 = 26,
        c27 = 27,
        c28 = 28,
        c29 = 29,
        c30 = 30,
        c31 = 31,
        c32 = 32,
        c33 = 33,
    ))
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
