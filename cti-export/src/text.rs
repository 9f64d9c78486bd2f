//! Doc comments and names, as other languages want them.

/// The first paragraph of a doc comment, on one line.
pub fn first_paragraph(doc: &str) -> String {
    one_line(doc.trim().split("\n\n").next().unwrap_or_default())
}

/// A doc comment on one line.
pub fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A doc comment without the space that stands behind `///`.
pub(crate) fn lines(doc: &str) -> Vec<&str> {
    let lines: Vec<&str> = doc.trim().lines().collect();
    let indented = lines
        .iter()
        .skip(1)
        .all(|line| line.is_empty() || line.starts_with(' '));
    let strip = |line: &'_ &'_ str| -> bool { indented && line.starts_with(' ') };
    lines
        .iter()
        .map(|line| {
            if strip(line) {
                line.get(1..).unwrap_or(line)
            } else {
                line
            }
            .trim_end()
        })
        .collect()
}

/// `screen_pop`, `screenPop` and `Screen pop` as `ScreenPop`.
pub(crate) fn pascal(name: &str) -> String {
    cti_case::pascal(&cti_case::foreign(name))
}

/// `ScreenPop` as `screenPop`.
pub(crate) fn camel(name: &str) -> String {
    cti_case::camel(&cti_case::foreign(name))
}

/// `ScreenPop` and `screen pop` as `screen_pop`.
pub(crate) fn snake(name: &str) -> String {
    cti_case::snake(&cti_case::foreign(name))
}

/// Names joined as a sentence has them: `a, b or c`.
pub(crate) fn either(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [more @ .., last] => format!("{} or {last}", more.join(", ")),
    }
}

/// The other names by which something is read, in a sentence; empty if there are none.
pub(crate) fn also_read(aliases: &[&str]) -> String {
    match codes(aliases) {
        none if none.is_empty() => none,
        names => format!("Also read: {names}."),
    }
}

/// Sentences one behind the other, those left out that are empty.
pub(crate) fn sentences<T: AsRef<str>>(all: &[T]) -> String {
    let said = all.iter().map(|sentence| sentence.as_ref().trim());
    let said = said.filter(|sentence| !sentence.is_empty());
    said.collect::<Vec<_>>().join(" ")
}

/// Code spans joined as a sentence has them.
pub(crate) fn codes(texts: &[&str]) -> String {
    let codes: Vec<String> = texts.iter().map(|text| code(text)).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    either(&codes)
}

/// A code span of Markdown.
pub(crate) fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_case() {
        assert_eq!(pascal("init_td_embedded"), "InitTdEmbedded");
        assert_eq!(pascal("on a call"), "OnACall");
        assert_eq!(camel("LoggedOut"), "loggedOut");
        assert_eq!(snake("callLineIdle"), "call_line_idle");
        assert_eq!(snake("user ID"), "user_id");
        assert_eq!(snake("URLOfPage"), "url_of_page");
        assert_eq!(either(&["a", "b", "c"]), "a, b or c");
    }

    #[test]
    fn docs_lose_their_margin() {
        assert_eq!(
            lines(" One.\n\n Two:\n   three"),
            ["One.", "", "Two:", "  three"]
        );
        assert_eq!(lines("One.\nTwo."), ["One.", "Two."]);
        assert_eq!(first_paragraph(" One\n more.\n\n Two."), "One more.");
    }
}
