//! The guard: the origins that may post, and the messages that are the declaration's.

use cti_runtime::describe::{Codec, Direction, Encoding, Family, Posted, keys_of};

use super::Module;
use super::messages::said;
use crate::json::quoted;
use crate::paths::is_path;
use crate::shape::names_of;
use crate::text::snake;

/// What every module has, whatever its protocol. The Rust side is `OriginPattern::admits`.
const ADMITS: &str = r#"/**
 * Whether an origin, as the browser reports it, is one that a pattern stands for.
 *
 * `*` stands for one or more of a to z, 0 to 9 and `-` in the first part of the host, which has at
 * most 63 characters and no `-` at either end; never for a dot. Everything else is compared as it is:
 * `null`, a slash at the end, upper case or a default port never match.
 */
export function admits(pattern: string, origin: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) {
    return pattern !== "" && pattern !== "null" && origin === pattern;
  }
  const before = pattern.slice(0, star);
  const behind = pattern.slice(star + 1);
  const length = origin.length - before.length - behind.length;
  if (length < 1 || origin.slice(0, star) !== before || origin.slice(star + length) !== behind) {
    return false;
  }
  if (!/^[a-z0-9-]+$/.test(origin.slice(star, star + length))) {
    return false;
  }
  const host = (origin.slice(origin.indexOf("://") + 3).split(":")[0]) ?? "";
  const label = host.split(".")[0] ?? "";
  return host.length <= 253 && label.length <= 63 && label[0] !== "-" && label[label.length - 1] !== "-";
}
"#;

/// Finds the tag in what was posted.
const TAGGED: &str = r#"/** What was posted, if it is an object with one of these tags. */
function tagged(data: unknown, encoding: "object" | "text" | "both", tag: string, tags: readonly string[]): unknown {
  let value = data;
  if (typeof data === "string") {
    if (encoding === "object") {
      return undefined;
    }
    try {
      value = JSON.parse(data);
    } catch {
      return undefined;
    }
  } else if (encoding === "text") {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  if (!Object.prototype.hasOwnProperty.call(value, tag)) {
    return undefined;
  }
  const name: unknown = (value as { [key: string]: unknown })[tag];
  return typeof name === "string" && tags.indexOf(name) >= 0 ? value : undefined;
}
"#;

/// Finds a tag that stands in another object, or has something behind it.
const TAGGED_AT: &str = r#"/** What stands in an object where these keys lead. */
function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.prototype.hasOwnProperty.call(found, key)) {
      return undefined;
    }
    found = (found as { [key: string]: unknown })[key];
  }
  return found;
}

/** What was posted, if it is an object with one of these tags, or an open one, at this path. */
function taggedAt(data: unknown, encoding: "object" | "text" | "both", path: readonly string[], tags: readonly string[], open: readonly string[]): unknown {
  let value = data;
  if (typeof data === "string") {
    if (encoding === "object") {
      return undefined;
    }
    try {
      value = JSON.parse(data);
    } catch {
      return undefined;
    }
  } else if (encoding === "text") {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  const name = at(value, path);
  const known = typeof name === "string" && (tags.indexOf(name) >= 0 || isOpen(name, open));
  return known ? value : undefined;
}
"#;

/// Looks at the constants of such a message.
const HAS_AT: &str = r"/** A message, if it has these values where these keys lead. */
function hasAt(message: unknown, entries: readonly { readonly path: readonly string[]; readonly value: string | number | boolean }[]): unknown {
  return message !== undefined && entries.every((entry) => at(message, entry.path) === entry.value) ? message : undefined;
}
";

/// Whether a tag has data in it.
const IS_OPEN: &str = r#"/** Whether a tag begins like one of these, with data behind that, or in the place of `…`. */
function isOpen(tag: string, open: readonly string[]): boolean {
  return open.some((of) => {
    const at = (of + "…").indexOf("…");
    const ends = of.slice(at + 1);
    return tag.length >= at + ends.length && tag.slice(0, at) === of.slice(0, at) && tag.slice(tag.length - ends.length) === ends;
  });
}
"#;

/// Finds a bare string.
const BARE: &str = r#"/** What was posted, if it is one of these strings, or an open one. */
function bareString(data: unknown, tags: readonly string[], open: readonly string[]): unknown {
  const known = typeof data === "string" && (tags.indexOf(data) >= 0 || isOpen(data, open));
  return known ? data : undefined;
}
"#;

/// What of a string or an object is JSON, where strings of a codec are posted beside that.
const BESIDE: &str = "typeof event.data !== \"string\" || /^\\s*\\{/.test(event.data)";

/// Looks at what every message has, where messages have such.
const HAS: &str = r"/** A message, if it has these entries. */
function has(message: unknown, entries: { readonly [key: string]: string | number | boolean }): unknown {
  if (message === undefined) {
    return undefined;
  }
  const found = message as { [key: string]: unknown };
  const own = (key: string) => Object.prototype.hasOwnProperty.call(found, key);
  return Object.keys(entries).every((key) => own(key) && found[key] === entries[key]) ? found : undefined;
}
";

/// The parameter of what reads commands: the pages that may post them.
const PAGES: &str = ", pages: readonly string[]";

/// The parameter of what reads the strings of a codec.
const READ: &str = ", read: (text: string) => unknown";

/// The parameter of what reads the objects of a codec.
const READ_OBJECT: &str = ", read: (posted: object) => unknown";

/// The parameter for what a codec reads.
const fn parameter_of(codec: Codec) -> &'static str {
    if codec.is_of_objects() {
        READ_OBJECT
    } else {
        READ
    }
}

/// What `read` is to do.
fn reads(codec: Codec) -> String {
    let name = codec.name();
    if codec.is_of_objects() {
        return format!(
            "\n\n`read` makes the object of what was posted, an object or an array, as `{name}` does; it \
             gives `undefined` for one of another form."
        );
    }
    format!(
        "\n\n`read` makes the object of a string, as `{name}` does; it gives `undefined` for a string of \
         another form."
    )
}

/// The codec of a family, if what it makes of strings isn't plain.
fn codec_of(family: &Family) -> Option<Codec> {
    let encoding = family.envelope.encoding;
    encoding.codec().filter(|_| !encoding.is_bare())
}

/// The texts as a list.
fn list(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.map(|text| quoted(&text)).collect();
    format!("[{}]", texts.join(", "))
}

/// The tags that have data in them.
fn open(family: &Family) -> String {
    let open = family.messages.iter().filter(|message| message.prefix);
    list(open.map(|message| message.tag.to_owned()))
}

/// Whether a family is told by what stands in other objects, or by how a tag begins.
fn is_elsewhere(family: &Family) -> bool {
    let envelope = &family.envelope;
    if envelope.encoding.is_bare() {
        return false;
    }
    let constants = envelope.constants.iter().map(|constant| constant.key);
    let begins = family.messages.iter().any(|message| message.prefix);
    family.kind.is_posted() && (begins || constants.chain([envelope.tag]).any(is_path))
}

/// What finds such a message.
fn tagged_at(family: &Family, made: &str, encoding: &str, tags: &str) -> String {
    let path = |path: &str| list(keys_of(path).into_iter());
    let envelope = &family.envelope;
    let open = open(family);
    let tag = path(envelope.tag);
    let tagged = format!("taggedAt({made}, \"{encoding}\", {tag}, {tags}, {open})");
    let constants = envelope.constants.iter();
    let constants: Vec<String> = constants
        .map(|of| format!("{{ path: {}, value: {} }}", path(of.key), of.value))
        .collect();
    if constants.is_empty() {
        tagged
    } else {
        format!("hasAt({tagged}, [{}])", constants.join(", "))
    }
}

impl Module<'_, '_> {
    pub(super) fn guard(&mut self, origins: &[&str]) {
        self.comment(
            0,
            "The origins that the vendor's messages come from; `*` stands for characters of the \
             first part of the host.",
        );
        let origins: Vec<String> = origins.iter().map(|origin| quoted(origin)).collect();
        self.line(&format!(
            "export const ORIGINS: readonly string[] = [{}];",
            origins.join(", ")
        ));
        self.line("");
        self.out.push_str(ADMITS);
        let description = self.names.description();
        let families = || description.families.iter();
        let is_bare = |family: &Family| family.envelope.encoding.is_bare();
        let is_tagged = |family: &Family| !is_bare(family) && !is_elsewhere(family);
        if families().any(is_tagged) {
            self.line("");
            self.out.push_str(TAGGED);
        }
        if families().any(|family| is_elsewhere(family) || is_bare(family)) {
            self.line("");
            self.out.push_str(IS_OPEN);
        }
        if families().any(is_elsewhere) {
            self.line("");
            self.out.push_str(TAGGED_AT);
        }
        let has = |family: &Family| !family.envelope.constants.is_empty();
        if families().any(|family| has(family) && is_elsewhere(family)) {
            self.line("");
            self.out.push_str(HAS_AT);
        }
        if families().any(|family| has(family) && !is_elsewhere(family)) {
            self.line("");
            self.out.push_str(HAS);
        }
        if families().any(is_bare) {
            self.line("");
            self.out.push_str(BARE);
        }
        for family in families() {
            if family.kind.is_posted() && !family.messages.is_empty() {
                self.line("");
                self.read(family);
            }
        }
        for direction in [Direction::FromVendor, Direction::ToVendor] {
            self.read_joint(direction);
        }
    }

    /// What reads any message of a direction that has several families.
    fn read_joint(&mut self, direction: Direction) {
        let description = self.names.description();
        let Some(name) = description.direction_enum(direction) else {
            return;
        };
        let mut families: Vec<&Family> = said(description, direction).collect();
        families.sort_by_key(|family| core::cmp::Reverse(family.envelope.constants.len()));
        if families.is_empty() {
            return;
        }
        let (pages, page) = match direction {
            Direction::FromVendor => ("", ""),
            Direction::ToVendor => (PAGES, ", pages"),
        };
        // Families of a direction have one codec.
        let codec = families.iter().find_map(|of| codec_of(of));
        let (read, argument) = match codec {
            None => ("", page.to_owned()),
            Some(codec) => (parameter_of(codec), page.to_owned() + ", read"),
        };
        self.line("");
        let doc = "The message in a `message` event, of whichever family it is.".to_owned();
        self.comment(0, &(doc + &codec.map(reads).unwrap_or_default()));
        self.line(&format!(
            "export function read{name}(event: {{ origin: string; data: unknown }}{pages}{read}): \
             {name} | undefined {{"
        ));
        let reads: Vec<String> = families
            .iter()
            .map(|family| format!("read{}(event{argument})", family.name))
            .collect();
        self.line(&format!("  return {};", reads.join(" ?? ")));
        self.line("}");
    }

    fn read(&mut self, family: &Family) {
        let name = family.name;
        let tags: Vec<String> = family
            .messages
            .iter()
            .filter(|message| !message.prefix)
            .flat_map(|message| names_of(message.tag, message.aliases))
            .map(quoted)
            .collect();
        let constant = format!("{}_TAGS", snake(name).to_ascii_uppercase());
        self.comment(
            0,
            &format!("The tags of [`{name}`].").replace(['[', ']'], ""),
        );
        self.line(&format!("export const {constant}: readonly string[] = ["));
        for tag in tags {
            self.line(&format!("  {tag},"));
        }
        self.line("];");
        self.line("");
        let codec = codec_of(family);
        let beside = codec.and_then(|codec| codec.posts_beside());
        let encoding = match beside.unwrap_or(&family.envelope.encoding) {
            // What the codec made of it.
            Encoding::Object | Encoding::Codec(_) => "object",
            Encoding::Text if beside.is_some() => "both",
            Encoding::Text => "text",
            Encoding::ObjectOrText | Encoding::TextOrObject => "both",
        };
        let between = format!("({BESIDE} ? event.data : read(event.data))");
        let (made, read) = match codec {
            Some(_) if beside.is_some() => (between.as_str(), READ),
            None if family.envelope.posted == Some(Posted::Map) => (
                "event.data instanceof Map ? Object.fromEntries(event.data) : event.data",
                "",
            ),
            None => ("event.data", ""),
            Some(codec) => ("read(event.data)", parameter_of(codec)),
        };
        let (doc, parameter, admitted) = match family.direction {
            Direction::FromVendor => (
                "The message in a `message` event, if its origin is the vendor's and the \
                 declaration knows its tag.",
                "",
                "ORIGINS.some((pattern) => admits(pattern, event.origin))",
            ),
            Direction::ToVendor => (
                "The message in a `message` event on the vendor's side, if its origin is one of \
                 these pages and the declaration knows its tag.",
                PAGES,
                "event.origin !== \"null\" && pages.indexOf(event.origin) >= 0",
            ),
        };
        let reads = codec.map(reads).unwrap_or_default();
        self.comment(
            0,
            &format!(
                "{doc}{reads}\n\nThe fields are not checked, and neither is the window: compare \
                 `event.source` too."
            ),
        );
        self.line(&format!(
            "export function read{name}(event: {{ origin: string; data: unknown }}{parameter}{read}): \
             {name} | undefined {{"
        ));
        self.line(&format!("  if (!({admitted})) {{"));
        self.line("    return undefined;");
        self.line("  }");
        if let Some(codec) = codec.filter(|_| beside.is_none()) {
            let other = if codec.is_of_objects() {
                "typeof event.data !== \"object\" || event.data === null"
            } else {
                "typeof event.data !== \"string\""
            };
            self.line(&format!("  if ({other}) {{"));
            self.line("    return undefined;");
            self.line("  }");
        }
        let tagged = format!(
            "tagged({made}, \"{encoding}\", {}, {constant})",
            quoted(family.envelope.tag)
        );
        let constants = family.envelope.constants.iter();
        let constants: Vec<String> = constants
            .map(|constant| format!("{}: {}", quoted(constant.key), constant.value))
            .collect();
        let message = if constants.is_empty() {
            tagged
        } else {
            format!("has({tagged}, {{ {} }})", constants.join(", "))
        };
        let message = if family.envelope.encoding.is_bare() {
            format!("bareString(event.data, {constant}, {})", open(family))
        } else if is_elsewhere(family) {
            tagged_at(family, made, encoding, &constant)
        } else {
            message
        };
        self.line(&format!("  return {message} as {name} | undefined;"));
        self.line("}");
    }
}
