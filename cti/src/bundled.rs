//! Which recordings come with the program?

/// A recording that comes with the program. All begin where the conversation begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bundled {
    /// Its protocol.
    pub(crate) protocol: &'static str,
    /// Its lines.
    pub(crate) text: &'static str,
}

macro_rules! recordings {
    ($($module:ident $marker:ident $name:literal;)*) => {
        &[$(Bundled {
            protocol: $name,
            text: include_str!(concat!("../recordings/", $name, ".jsonl")),
        }),*]
    };
}

/// All of them: one for each shipped protocol.
pub(crate) const RECORDINGS: &[Bundled] = cti_vendors::for_each_protocol!(recordings);
