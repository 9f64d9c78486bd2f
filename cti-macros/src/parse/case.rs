//! Names on the wire: the cases that the exports have, too.

pub(crate) use cti_case::Case;
