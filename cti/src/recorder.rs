//! Recorders for a browser: a script, a bookmarklet, and an extension with a panel in the developer tools.
//!
//! `value.js` writes values of JavaScript as JSON, `judge.js` compares them with a declaration, `blank.js`
//! blanks them; `recorder.js` keeps lines and `page.js` records in a page. In the extension, `hook.js` tells
//! what arrives in each frame, `bridge.js` brings it to the panel, and `conversation.js` finds the
//! conversation in it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use cti_runtime::describe::Description;

use crate::failure::Failure;

const VALUE: &str = include_str!("recorder/value.js");
const JUDGE: &str = include_str!("recorder/judge.js");
const BLANK: &str = include_str!("recorder/blank.js");
const LIBRARY: &str = include_str!("recorder/library.js");
const RECORDER: &str = include_str!("recorder/recorder.js");
const PAGE: &str = include_str!("recorder/page.js");
const START: &str = include_str!("recorder/start.js");
const HOOK: &str = include_str!("recorder/extension/hook.js");

/// What page scripts are made of.
const IN_PAGE: [&str; 6] = [VALUE, JUDGE, BLANK, LIBRARY, RECORDER, PAGE];

/// Files of the extension that are the same for each protocol.
const FILES: [(&str, &str); 10] = [
    ("value.js", VALUE),
    ("judge.js", JUDGE),
    ("blank.js", BLANK),
    ("bridge.js", include_str!("recorder/extension/bridge.js")),
    (
        "conversation.js",
        include_str!("recorder/extension/conversation.js"),
    ),
    (
        "devtools.html",
        include_str!("recorder/extension/devtools.html"),
    ),
    (
        "devtools.js",
        include_str!("recorder/extension/devtools.js"),
    ),
    ("panel.html", include_str!("recorder/extension/panel.html")),
    ("panel.css", include_str!("recorder/extension/panel.css")),
    ("panel.js", include_str!("recorder/extension/panel.js")),
];

/// The recorder as a script, for a page or its console: it defines `ctiRecord`, `ctiRecordLibrary` and
/// `ctiStart`. It can stand in a `<script>` element.
///
/// ```
/// use cti::recorder;
/// use cti_runtime::Protocol;
/// use cti_vendors::leaddesk_talk::LeaddeskTalk;
///
/// let script = recorder::script(Some(LeaddeskTalk::description()));
/// assert!(script.contains("function ctiRecord(phone)"));
/// ```
pub fn script(description: Option<&Description>) -> String {
    let head = "// Records a conversation for `cti replay`: `ctiRecord(frame)`, and then `save()` of what it gives.\n";
    let names = "Object.assign(globalThis, { ctiRecord, ctiRecordLibrary, ctiStart });\n";
    format!("{head}{}", in_page(description, names))
}

/// The recorder as a bookmarklet: a `javascript:` URL. A click records; another saves.
///
/// ```
/// let url = cti::recorder::bookmarklet(None);
/// assert!(url.starts_with("javascript:") && !url.contains(char::is_whitespace));
/// ```
pub fn bookmarklet(description: Option<&Description>) -> String {
    let mut url = String::from("javascript:");
    for byte in in_page(description, "ctiStart();\n").bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'();,/:@&=+$".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a string doesn't fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// Writes the recorder as a browser extension, of Manifest V3, into a new folder.
///
/// # Errors
/// [`Failure::NotWritten`], if the folder is there already, or something can't be written.
pub fn write_extension(description: Option<&Description>, folder: &Path) -> Result<(), Failure> {
    fs::create_dir(folder).map_err(|why| Failure::not_written(folder, why))?;
    let of = description.map_or_else(String::new, |of| format!(": {}", of.name));
    let manifest = include_str!("recorder/extension/manifest.json")
        .replace("{{of}}", &of)
        .replace("{{version}}", env!("CARGO_PKG_VERSION"));
    let own = [
        ("manifest.json", manifest),
        ("declaration.js", declaration(description)),
        (
            "hook.js",
            closed(description, &[VALUE, JUDGE, LIBRARY, HOOK]),
        ),
    ];
    let shared = FILES.map(|(name, text)| (name, text.to_owned()));
    for (name, text) in own.into_iter().chain(shared) {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|why| Failure::not_written(&path, why))?;
    }
    Ok(())
}

/// The scripts of a page, and what they are for.
fn in_page(description: Option<&Description>, last: &str) -> String {
    let parts: Vec<&str> = IN_PAGE.into_iter().chain([START, last]).collect();
    closed(description, &parts)
}

/// Scripts in a scope of their own, with the declaration.
fn closed(description: Option<&Description>, parts: &[&str]) -> String {
    let declaration = declaration(description);
    format!(
        "(() => {{\n\"use strict\";\n{declaration}{}}})();\n",
        parts.concat()
    )
}

/// What the recorder knows of the declaration.
fn declaration(description: Option<&Description>) -> String {
    let table = description.map_or_else(|| "null".to_owned(), cti_export::recorder_table);
    format!("const DECLARATION = {table};\n")
}
