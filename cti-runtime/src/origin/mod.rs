//! Who may speak: origins, patterns of origins, and the policies made of them.
//!
//! An [`Origin`] is one exact origin as a browser writes it. An [`OriginPattern`] stands in a
//! declaration and may have a `*`. An [`OriginPolicy`] is what a session admits; text from a
//! message, a referrer or an iframe's `src` can only select within it. The grammar of the first two is
//! that of `cti-origin`, which the macro has, too.

mod derive;
mod error;
mod exact;
mod pattern;
mod policy;

pub use error::OriginError;
pub use exact::Origin;
pub use pattern::{OriginPattern, Origins};
pub use policy::OriginPolicy;
