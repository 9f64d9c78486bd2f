//! A protocol has at most 16 machines, and a message at most 4 rules.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[only(M0: A)]
        #[moves(M1: A => B)]
        #[moves(M1: B => A)]
        #[moves(M2: A => B)]
        #[moves(M2: B => A)]
        #[moves(M3: A => B)]
        #[moves(M3: B => A)]
        #[moves(M4: A => B)]
        #[moves(M4: B => A)]
        Ring,
        #[moves(M0: A => B)]
        Over,
    }

    #[states]
    enum M0 {
        A,
        B,
    }

    #[states]
    enum M1 {
        A,
        B,
    }

    #[states]
    enum M2 {
        A,
        B,
    }

    #[states]
    enum M3 {
        A,
        B,
    }

    #[states]
    enum M4 {
        A,
        B,
    }
}

fn main() {}
