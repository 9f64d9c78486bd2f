//! Where a value stands in a sample's JSON.

use serde_json::value::RawValue;

/// A path of the checker (`/a/1/n`) as it is written: `a[1].n`.
pub(super) fn written(path: &str) -> String {
    let mut text = String::new();
    for step in path.split('/').skip(1) {
        if !text.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit()) {
            text.extend(["[", step, "]"]);
        } else {
            let dot = if text.is_empty() { "" } else { "." };
            text.push_str(dot);
            text.push_str(step);
        }
    }
    text
}

/// The line of a value, from 1; that of what holds it if there is no such value.
pub(super) fn line(text: &str, path: &str) -> Option<usize> {
    let mut value: &RawValue = serde_json::from_str(text).ok()?;
    for step in path.split('/').skip(1) {
        let Some(inner) = member(value, step) else {
            break;
        };
        value = inner;
    }
    let offset = value
        .get()
        .as_ptr()
        .addr()
        .checked_sub(text.as_ptr().addr())?;
    let before = text.get(..offset)?;
    Some(before.matches('\n').count() + 1)
}

fn member<'t>(value: &'t RawValue, step: &str) -> Option<&'t RawValue> {
    if value.get().starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
        return items.get(step.parse::<usize>().ok()?).copied();
    }
    let members: Members<'_> = serde_json::from_str(value.get()).ok()?;
    let mut members = members.0.into_iter().rev();
    members.find(|(key, _)| key == step).map(|(_, value)| value)
}

/// The members of an object, in their order.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'t> serde_core::Deserialize<'t> for Members<'t> {
    fn deserialize<D: serde_core::Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'t> serde_core::de::Visitor<'t> for Visitor {
            type Value = Members<'t>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: serde_core::de::MapAccess<'t>>(
                self,
                mut map: A,
            ) -> Result<Members<'t>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::{line, written};

    #[test]
    fn a_value_is_found_by_its_path() {
        let text = "{\n\"a\": [1,\n {\"n\":\n true}]}";
        assert_eq!(written("/a/1/n"), "a[1].n");
        assert_eq!(line(text, "/a/0"), Some(2));
        assert_eq!(line(text, "/a/1/n"), Some(4));
        assert_eq!(line(text, "/b"), Some(1));
    }
}
