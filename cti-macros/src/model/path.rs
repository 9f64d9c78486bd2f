//! Keys of an envelope as paths: `data.params` is the key `params` of the object under `data`.
//!
//! A path stays the text that the declaration has, which also names what stands there. Two dots are a
//! dot of a key.

/// The keys of a path, from the outermost.
pub(crate) fn keys(path: &str) -> Vec<String> {
    let mut keys = vec![String::new()];
    let mut rest = path.chars().peekable();
    while let Some(char) = rest.next() {
        if char == '.' && rest.next_if_eq(&'.').is_none() {
            keys.push(String::new());
        } else if let Some(key) = keys.last_mut() {
            key.push(char);
        }
    }
    keys
}

/// The path of a key.
pub(crate) fn of_key(key: &str) -> String {
    key.replace('.', "..")
}

/// The path of a key of the object at a path, if there is one, or else of the message itself.
pub(crate) fn inside(object: Option<&str>, key: &str) -> String {
    match object {
        Some(object) => format!("{object}.{}", of_key(key)),
        None => of_key(key),
    }
}

/// The path of the object around, if it isn't the message itself.
pub(crate) fn around(path: &str) -> Option<String> {
    let keys = keys(path);
    let (_, around) = keys.split_last()?;
    let around: Vec<String> = around.iter().map(|key| of_key(key)).collect();
    (!around.is_empty()).then(|| around.join("."))
}

/// Whether a path leads to something inside of what another one leads to.
pub(crate) fn is_within(path: &str, object: &str) -> bool {
    let (path, object) = (keys(path), keys(object));
    path.len() > object.len() && path.starts_with(&object)
}

/// Whether it is more than a key as it stands on the wire.
pub(crate) fn is_path(path: &str) -> bool {
    path.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dots_are_a_dot_of_a_key() {
        for (path, keys_of_it) in [
            ("type", &["type"][..]),
            ("data.type", &["data", "type"]),
            ("v1..0", &["v1.0"]),
            ("a.b..c.d", &["a", "b.c", "d"]),
            ("a...b", &["a.", "b"]),
            ("a.", &["a", ""]),
        ] {
            assert_eq!(keys(path), keys_of_it, "{path}");
        }
    }

    #[test]
    fn a_path_is_taken_apart_and_put_together() {
        assert_eq!(around("type"), None);
        assert_eq!(around("a..b"), None);
        assert_eq!(around("a.b..c.d").as_deref(), Some("a.b..c"));
        assert_eq!(inside(Some("a.b..c"), "d.e"), "a.b..c.d..e");
        assert_eq!(inside(None, "d.e"), "d..e");
        assert!(is_within("a.b.c", "a.b") && !is_within("a.bc", "a.b") && !is_within("a", "a"));
    }
}
