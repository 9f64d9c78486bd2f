#![doc = include_str!("../README.md")]
//!
//! What words mean: [a table](cti_runtime#words) for all crates.

#[macro_use]
mod shipped;

// A file holds its protocol as one module of the same name, since an attribute needs the module's
// body; the private layer keeps the doubled name out of the paths that users write.
//
// Each module's page is the reference that `cti-export` writes from its declaration;
// `UPDATE_GOLDEN=1 cargo test -p cti-export --test golden` writes it anew.
macro_rules! declarations {
    ($($module:ident $marker:ident $name:literal;)*) => {
        #[path = "."]
        mod files {
            $(
                #[cfg(feature = $name)]
                pub(crate) mod $module;
            )*
        }
        $(
            #[cfg(feature = $name)]
            #[doc = include_str!(concat!("../reference/", $name, ".md"))]
            #[doc = "\n---\n"]
            pub use files::$module::$module;
        )*
    };
}
for_each_protocol!(declarations);

#[cfg(feature = "simulated")]
pub mod demo;
#[cfg(feature = "simulated")]
pub mod registry;
#[cfg(feature = "simulated")]
pub mod simulated;
