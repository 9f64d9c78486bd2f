//! A direction has at most 64 paths.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        One {
            #[at("m.a0")]
            a0: u8,
            #[at("m.a1")]
            a1: u8,
            #[at("m.a2")]
            a2: u8,
            #[at("m.a3")]
            a3: u8,
            #[at("m.a4")]
            a4: u8,
            #[at("m.a5")]
            a5: u8,
            #[at("m.a6")]
            a6: u8,
            #[at("m.a7")]
            a7: u8,
            #[at("m.a8")]
            a8: u8,
            #[at("m.a9")]
            a9: u8,
            #[at("m.a10")]
            a10: u8,
            #[at("m.a11")]
            a11: u8,
            #[at("m.a12")]
            a12: u8,
            #[at("m.a13")]
            a13: u8,
            #[at("m.a14")]
            a14: u8,
            #[at("m.a15")]
            a15: u8,
            #[at("m.a16")]
            a16: u8,
            #[at("m.a17")]
            a17: u8,
            #[at("m.a18")]
            a18: u8,
            #[at("m.a19")]
            a19: u8,
            #[at("m.a20")]
            a20: u8,
            #[at("m.a21")]
            a21: u8,
            #[at("m.a22")]
            a22: u8,
            #[at("m.a23")]
            a23: u8,
            #[at("m.a24")]
            a24: u8,
            #[at("m.a25")]
            a25: u8,
            #[at("m.a26")]
            a26: u8,
            #[at("m.a27")]
            a27: u8,
            #[at("m.a28")]
            a28: u8,
            #[at("m.a29")]
            a29: u8,
            #[at("m.a30")]
            a30: u8,
            #[at("m.a31")]
            a31: u8,
            #[at("m.a32")]
            a32: u8,
        },
        Two {
            #[at("m.b0")]
            b0: u8,
            #[at("m.b1")]
            b1: u8,
            #[at("m.b2")]
            b2: u8,
            #[at("m.b3")]
            b3: u8,
            #[at("m.b4")]
            b4: u8,
            #[at("m.b5")]
            b5: u8,
            #[at("m.b6")]
            b6: u8,
            #[at("m.b7")]
            b7: u8,
            #[at("m.b8")]
            b8: u8,
            #[at("m.b9")]
            b9: u8,
            #[at("m.b10")]
            b10: u8,
            #[at("m.b11")]
            b11: u8,
            #[at("m.b12")]
            b12: u8,
            #[at("m.b13")]
            b13: u8,
            #[at("m.b14")]
            b14: u8,
            #[at("m.b15")]
            b15: u8,
            #[at("m.b16")]
            b16: u8,
            #[at("m.b17")]
            b17: u8,
            #[at("m.b18")]
            b18: u8,
            #[at("m.b19")]
            b19: u8,
            #[at("m.b20")]
            b20: u8,
            #[at("m.b21")]
            b21: u8,
            #[at("m.b22")]
            b22: u8,
            #[at("m.b23")]
            b23: u8,
            #[at("m.b24")]
            b24: u8,
            #[at("m.b25")]
            b25: u8,
            #[at("m.b26")]
            b26: u8,
            #[at("m.b27")]
            b27: u8,
            #[at("m.b28")]
            b28: u8,
            #[at("m.b29")]
            b29: u8,
            #[at("m.b30")]
            b30: u8,
            #[at("m.b31")]
            b31: u8,
        },
    }
}

fn main() {}
