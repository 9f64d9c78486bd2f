//! A condition names a field of its message, or one inside of it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme {
    #[states]
    enum Agent {
        Out,
        In,
    }

    #[event]
    pub enum Event {
        #[moves(Agent: Out => In, if logged_im = true)]
        #[moves(Agent: In => Out, if logged_im = false)]
        Login { logged_in: bool, load: u8 },
    }
}

fn main() {}
// errors: 2
