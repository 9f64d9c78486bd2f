//! Demo applications: the customer's side of each protocol, as small as a CRM can be.
//!
//! They are what the simulated phones talk to in tests and tools, and a place to begin from: each
//! is a handler with the few answers that every application needs.

use cti_runtime::protocol::Window;
use cti_runtime::{Origin, OriginPolicy, Peer, Protocol, Session, Source};

macro_rules! modules {
    ($($module:ident $marker:ident $name:literal;)*) => {
        $(
            #[cfg(feature = $name)]
            pub mod $module;
        )*
    };
}
for_each_protocol!(modules);

/// What all demo applications can do, for tools that learn at run time which one is meant.
pub trait Demo<P: Protocol>: Send + Sized + 'static {
    /// The application's session with the phone in this window. Where its messages have fields of the session
    /// (`#[session]`), it is opened with those of the demo application.
    fn open(policy: OriginPolicy, phone: Source) -> Session<P>
    where
        P: Protocol<Transport = Window>,
    {
        Session::new(policy, phone)
    }

    /// An application in a page of this origin. It says what it can at the start; what is out of turn
    /// stays unsaid, since the phone may be told later.
    fn begin(page: &Origin, phone: &mut Peer<P>) -> Self;
}
