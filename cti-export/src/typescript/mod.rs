//! TypeScript: the exact types on the wire, and a guard.

mod comments;
mod guard;
mod library;
mod messages;
mod page;
mod types;

use core::cell::RefCell;
use core::fmt::Write;
use std::collections::BTreeSet;

use cti_runtime::describe::{Description, Direction, Transport};

use crate::names::{Builtin, Names};
use crate::text;

/// Writes a protocol as a TypeScript module without dependencies.
///
/// It has a type for each message (`CallEvent`, `HangupCommand`), a union for each direction
/// (`Event`, `Command`) and each family in it, the declared types, and for protocols between windows a guard: `admits`
/// compares origins as [`OriginPattern`](cti_runtime::OriginPattern) does, `readEvent` takes a
/// `message` event and gives a message of the declaration or nothing.
///
/// Types say what travels: text (`envelope(text)`) is described as what `JSON.parse` makes of it.
/// Where keys that aren't listed may have a type (`#[flatten]` of a map), TypeScript has no way to
/// say so beside the listed ones, and they are `unknown`.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn save(description: &Description) -> std::io::Result<()> {
///     std::fs::write("phone.ts", cti_export::typescript(description))
/// }
/// ```
pub fn typescript(description: &Description) -> String {
    write(&Names::new(description), true).finish()
}

/// Writes what [`typescript`] does, and what a class for pages is typed with: `Handlers` has a function
/// for each event under its tag, and `HANDLERS` these tags; `Sendable` is what a page sends, and
/// `Requests` what it asks, with the answers. The ids of requests are in none of them.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn save(description: &Description) -> std::io::Result<()> {
///     std::fs::write("phone.ts", cti_export::typescript_page(description))
/// }
/// ```
pub fn typescript_page(description: &Description) -> String {
    let names = Names::new(description);
    let mut module = write(&names, true);
    module.page();
    module.finish()
}

/// Writes the types of a protocol alone: what [`typescript`] does without the guard. It has no code in
/// it, so it can be part of a declaration file, such as the one that wasm-bindgen writes for a module.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn save(description: &Description) -> std::io::Result<()> {
///     let types = cti_export::typescript_types(description);
///     std::fs::write("phone.d.ts", format!("export namespace Phone {{\n{types}}}\n"))
/// }
/// ```
pub fn typescript_types(description: &Description) -> String {
    write(&Names::new(description), false).finish()
}

fn write<'n, 'd>(names: &'n Names<'d>, with_guard: bool) -> Module<'n, 'd> {
    let description = names.description();
    let mut module = Module {
        names,
        used: RefCell::default(),
        out: String::new(),
    };
    module.comment(
        0,
        &format!(
            "{}\n\nWritten by cti-export from the declaration `{}`; change that instead.",
            text::lines(description.doc).join("\n"),
            description.name,
        ),
    );
    module.line("");
    for family in description.families {
        if !family.messages.is_empty() {
            module.family(family);
        }
    }
    for direction in [Direction::FromVendor, Direction::ToVendor] {
        module.joint(direction);
    }
    module.types();
    if let (true, Transport::Window { origins, .. }) = (with_guard, description.transport) {
        module.guard(origins);
    }
    module
}

/// The module being written.
struct Module<'n, 'd> {
    names: &'n Names<'d>,
    /// Types of the runtime that were named so far.
    used: RefCell<BTreeSet<Builtin>>,
    out: String,
}

impl Module<'_, '_> {
    /// The text, with one line end.
    fn finish(mut self) -> String {
        while self.out.ends_with("\n\n") {
            self.out.pop();
        }
        self.out
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// A doc comment, if there is anything to say.
    fn comment(&mut self, indent: usize, doc: &str) {
        // Nothing in it may end it.
        let doc = doc.replace("*/", "*\\/");
        let lines = text::lines(&doc);
        match lines.as_slice() {
            [] | [""] => {}
            [line] => {
                let _ = writeln!(self.out, "{:indent$}/** {line} */", "");
            }
            lines => {
                let _ = writeln!(self.out, "{:indent$}/**", "");
                for line in lines {
                    let line = format!("{:indent$} * {line}", "");
                    self.line(&line);
                }
                let _ = writeln!(self.out, "{:indent$} */", "");
            }
        }
    }
}

/// The type of keys that begin so.
fn beginning(prefix: &str) -> String {
    let mut out = String::from("`");
    for char in prefix.chars() {
        if "`\\$".contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out + "${string}`"
}

/// A key, with quotes if it needs them.
fn key(key: &str) -> String {
    let mut letters = key.chars();
    let starts = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, '_' | '$'));
    let plain =
        starts && letters.all(|letter| letter.is_ascii_alphanumeric() || "_$".contains(letter));
    if plain {
        key.to_owned()
    } else {
        crate::json::quoted(key)
    }
}
