//! A protocol has at most 16 machines, and a message at most 4 rules.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(M0: A => B)]
        #[moves(M0: B => A)]
        E0,
        #[moves(M1: A => B)]
        #[moves(M1: B => A)]
        E1,
        #[moves(M2: A => B)]
        #[moves(M2: B => A)]
        E2,
        #[moves(M3: A => B)]
        #[moves(M3: B => A)]
        E3,
        #[moves(M4: A => B)]
        #[moves(M4: B => A)]
        E4,
        #[moves(M5: A => B)]
        #[moves(M5: B => A)]
        E5,
        #[moves(M6: A => B)]
        #[moves(M6: B => A)]
        E6,
        #[moves(M7: A => B)]
        #[moves(M7: B => A)]
        E7,
        #[moves(M8: A => B)]
        #[moves(M8: B => A)]
        E8,
        #[moves(M9: A => B)]
        #[moves(M9: B => A)]
        E9,
        #[moves(M10: A => B)]
        #[moves(M10: B => A)]
        E10,
        #[moves(M11: A => B)]
        #[moves(M11: B => A)]
        E11,
        #[moves(M12: A => B)]
        #[moves(M12: B => A)]
        E12,
        #[moves(M13: A => B)]
        #[moves(M13: B => A)]
        E13,
        #[moves(M14: A => B)]
        #[moves(M14: B => A)]
        E14,
        #[moves(M15: A => B)]
        #[moves(M15: B => A)]
        E15,
        #[moves(M16: A => B)]
        #[moves(M16: B => A)]
        E16,
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

    #[states]
    enum M5 {
        A,
        B,
    }

    #[states]
    enum M6 {
        A,
        B,
    }

    #[states]
    enum M7 {
        A,
        B,
    }

    #[states]
    enum M8 {
        A,
        B,
    }

    #[states]
    enum M9 {
        A,
        B,
    }

    #[states]
    enum M10 {
        A,
        B,
    }

    #[states]
    enum M11 {
        A,
        B,
    }

    #[states]
    enum M12 {
        A,
        B,
    }

    #[states]
    enum M13 {
        A,
        B,
    }

    #[states]
    enum M14 {
        A,
        B,
    }

    #[states]
    enum M15 {
        A,
        B,
    }

    #[states]
    enum M16 {
        A,
        B,
    }
}

fn main() {}
