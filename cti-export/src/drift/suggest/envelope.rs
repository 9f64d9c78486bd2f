//! The envelope of a protocol, in another encoding.

use cti_runtime::describe::{Constant, Description, Encoding, Family, Scalar};

/// The envelope that reads both encodings.
pub(crate) fn envelope(description: &Description, family: &Family) -> Option<String> {
    let envelope = &family.envelope;
    let encoding = match envelope.encoding {
        Encoding::Object => "object | text",
        Encoding::Text => "text | object",
        // A codec's strings are all that its envelope has.
        _ => return None,
    };
    // The keys that most families have are the protocol's, and the constants that all have.
    let families = description.families.iter();
    let posted: Vec<&Family> = families
        .filter(|family| family.kind.is_posted() && !family.envelope.encoding.is_bare())
        .collect();
    let same = |family: &&&Family| {
        let like = posted.iter().filter(|other| {
            (other.envelope.tag, other.envelope.content)
                == (family.envelope.tag, family.envelope.content)
        });
        like.count()
    };
    // Of equals the first.
    let usual = posted.iter().rev().max_by_key(same)?.envelope;
    let mut parts = vec![encoding.to_owned(), format!("tag = {:?}", usual.tag)];
    parts.extend(usual.content.map(|key| format!("content = {key:?}")));
    let constants = |of: &Family| of.envelope.constants;
    let reports = |of: &Family| of.envelope.reports;
    for (name, of) in [
        ("constants", everywhere(&posted, constants)),
        ("reports", everywhere(&posted, reports)),
    ] {
        if !of.is_empty() {
            parts.push(format!("{name}({})", of.join(", ")));
        }
    }
    Some(format!("envelope({}),", parts.join(", ")))
}

/// The entries that all families have, as they are declared.
fn everywhere(families: &[&Family], of: impl Fn(&Family) -> &'static [Constant]) -> Vec<String> {
    let first = families.first().map_or(&[][..], |family| of(family));
    let common = first
        .iter()
        .filter(|constant| families.iter().all(|family| of(family).contains(constant)));
    common
        .map(|constant| format!("{} = {}", constant.key, scalar(constant.value)))
        .collect()
}

fn scalar(value: Scalar) -> String {
    match value {
        Scalar::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}
