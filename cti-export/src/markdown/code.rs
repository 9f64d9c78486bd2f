//! Code spans.

use crate::text::either;

/// A code span.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

pub(super) fn codes(texts: &[&str]) -> String {
    let codes: Vec<String> = texts.iter().map(|text| code(text)).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    either(&codes)
}
