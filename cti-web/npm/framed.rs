//! The vendors that the npm package has: those whose phone is in a frame of the page.

use cti_runtime::Protocol;
use cti_runtime::describe::Description;

/// Such a vendor.
pub struct Framed {
    /// The name of its protocol's type, and of its class.
    pub marker: &'static str,
    /// Its declaration.
    pub description: &'static Description,
}

macro_rules! vendors {
    ($($module:ident $marker:ident $name:literal;)*) => {
        [$(Framed {
            marker: stringify!($marker),
            description: cti_vendors::$module::$marker::description(),
        }),*]
    };
}

/// All of them, in the order of the list.
pub fn all() -> impl Iterator<Item = Framed> {
    let vendors = cti_vendors::for_each_protocol!(vendors);
    vendors
        .into_iter()
        .filter(|vendor| vendor.description.transport.frame_src().is_some())
}
