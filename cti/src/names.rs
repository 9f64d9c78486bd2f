//! Which protocol has this name?

use cti_vendors::registry::{self, Entry};

use crate::escape::{Safe, clip};

/// How alike two names are before one is suggested for the other: as clap has it.
const ALIKE: f64 = 0.7;

/// The protocol of this name; the error suggests the nearest.
pub(crate) fn find(name: &str) -> Result<&'static Entry, String> {
    registry::find(name).ok_or_else(|| {
        let nearest = registry::protocols()
            .iter()
            .map(|entry| (strsim::jaro_winkler(name, entry.name), entry.name))
            .filter(|(alike, _)| *alike > ALIKE)
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        let name = clip(name, 60);
        match nearest {
            Some((_, nearest)) => {
                format!(
                    "no protocol is named `{}`; did you mean `{nearest}`?",
                    Safe(&name)
                )
            }
            None => format!(
                "no protocol is named `{}`; `cti list` has the names",
                Safe(&name)
            ),
        }
    })
}
