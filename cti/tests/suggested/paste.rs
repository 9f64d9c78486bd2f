//! A declaration as lines, one for each thing, and lines that are pasted into it.

use cti_export::drift::Finding;
use quote::ToTokens;
use syn::{Attribute, Fields, Item, ItemEnum, ItemMod, ItemStruct, ItemTrait, TraitItem};

/// The lines of the declaration in a file.
pub(crate) fn lines(source: &str, module: &str) -> Vec<String> {
    let file = syn::parse_file(source).unwrap();
    let module = file.items.iter().find_map(|item| match item {
        Item::Mod(of) if of.ident == module => Some(of),
        _ => None,
    });
    let mut lines = Vec::new();
    declaration(module.unwrap(), &mut lines);
    lines
}

fn declaration(module: &ItemMod, lines: &mut Vec<String>) {
    let protocol = module
        .attrs
        .iter()
        .find(|of| !of.path().is_ident("doc"))
        .unwrap();
    lines.push("#[cti_runtime::protocol(".to_owned());
    let arguments = &protocol.meta.require_list().unwrap().tokens;
    let mut argument = String::new();
    for token in arguments.clone() {
        let text = plain(&token.to_token_stream().to_string());
        if text == "," {
            lines.push(format!("    {},", std::mem::take(&mut argument)));
        } else {
            argument.push_str(&text);
        }
    }
    if !argument.is_empty() {
        lines.push(format!("    {argument},"));
    }
    lines.push(")]".to_owned());
    lines.push(format!("pub mod {} {{", module.ident));
    for item in &module.content.as_ref().unwrap().1 {
        match item {
            Item::Enum(of) => enumeration(of, lines),
            Item::Struct(of) => structure(of, lines),
            Item::Trait(of) => requests(of, lines),
            other => lines.push(format!("    {}", other.to_token_stream())),
        }
    }
    lines.push("}".to_owned());
}

/// Tokens as they are usually written, as far as lines are compared.
fn plain(tokens: &str) -> String {
    tokens
        .replace("# [", "#[")
        .replace(" (", "(")
        .replace(" :", ":")
}

/// Attributes that a declaration means, with a blank behind each.
fn attributes(all: &[Attribute]) -> String {
    let kept = all
        .iter()
        .filter(|of| !of.path().is_ident("doc") && !of.path().is_ident("sample"));
    kept.map(|of| plain(&of.to_token_stream().to_string()) + " ")
        .collect()
}

fn header(attrs: &[Attribute], line: String, lines: &mut Vec<String>) {
    let attrs = attributes(attrs);
    for attribute in attrs
        .split_inclusive("] ")
        .filter(|of| !of.trim().is_empty())
    {
        lines.push(format!("    {}", attribute.trim()));
    }
    lines.push(line);
}

fn enumeration(of: &ItemEnum, lines: &mut Vec<String>) {
    let visibility = of.vis.to_token_stream();
    header(
        &of.attrs,
        format!("    {visibility} enum {} {{", of.ident),
        lines,
    );
    for variant in &of.variants {
        let attrs = attributes(&variant.attrs);
        let name = &variant.ident;
        match &variant.fields {
            Fields::Named(fields) => {
                lines.push(format!("        {attrs}{name} {{"));
                for field in &fields.named {
                    lines.push(format!("            {},", self::field(field)));
                }
                lines.push("        },".to_owned());
            }
            fields => {
                let fields = plain(&fields.to_token_stream().to_string());
                lines.push(format!("        {attrs}{name}{fields},"));
            }
        }
    }
    lines.push("    }".to_owned());
}

fn field(field: &syn::Field) -> String {
    let name = field.ident.to_token_stream();
    let ty = field.ty.to_token_stream();
    format!("{}{name}: {ty}", attributes(&field.attrs))
}

fn structure(of: &ItemStruct, lines: &mut Vec<String>) {
    let Fields::Named(fields) = &of.fields else {
        lines.push(format!("    {}", of.to_token_stream()));
        return;
    };
    header(&of.attrs, format!("    pub struct {} {{", of.ident), lines);
    for field in &fields.named {
        lines.push(format!("        {},", self::field(field)));
    }
    lines.push("    }".to_owned());
}

fn requests(of: &ItemTrait, lines: &mut Vec<String>) {
    header(&of.attrs, format!("    pub trait {} {{", of.ident), lines);
    for item in &of.items {
        if let TraitItem::Fn(function) = item {
            let signature = plain(&function.sig.to_token_stream().to_string());
            lines.push(format!(
                "        {}{signature};",
                attributes(&function.attrs)
            ));
        }
    }
    lines.push("    }".to_owned());
}

/// Pastes the lines of a finding where it says, as its documentation has it.
pub(crate) fn paste(lines: &mut Vec<String>, finding: &Finding) {
    for suggestion in finding.suggestion.lines() {
        let suggestion = suggestion.to_owned();
        if finding.into == "protocol" {
            let at = lines
                .iter()
                .position(|of| of.trim().starts_with("envelope("))
                .unwrap();
            lines[at] = format!("    {suggestion}");
            continue;
        }
        let (mut at, mut end) = (0, lines.len());
        for (depth, name) in finding.into.split("::").enumerate() {
            let public = |at: &usize| depth > 0 || lines[*at].trim().starts_with("pub ");
            let found = (at + 1..end).find(|at| name_of(&lines[*at]) == name && public(at));
            at = found.unwrap_or_else(|| panic!("no {name}: {finding}"));
            end = block_end(lines, at);
        }
        if suggestion.starts_with("#[data(") {
            let above = lines
                .iter()
                .take(at)
                .rposition(|of| of.trim().starts_with("#[data"));
            lines[above.unwrap()] = format!("    {suggestion}");
        } else if suggestion.starts_with("#[alias") && !suggestion.contains("] ") {
            lines.insert(at, suggestion);
        } else {
            replace_or_add(lines, at, end, &suggestion, finding);
        }
    }
}

fn replace_or_add(lines: &mut Vec<String>, at: usize, end: usize, line: &str, finding: &Finding) {
    let name = name_of(line).to_owned();
    match (at + 1..end).find(|at| name_of(&lines[*at]) == name) {
        Some(old) => {
            let old_end = block_end(lines, old);
            // What else stands above it stays.
            let attributes = attributes_of(&lines[old]).to_owned();
            let kept = if line.starts_with("#[") {
                String::new()
            } else {
                attributes
            };
            lines.splice(old..=old_end, [format!("        {kept}{line}")]);
        }
        None if end == at => panic!("{name} has no place in {}: {finding}", lines[at]),
        None => lines.insert(end, format!("        {line}")),
    }
}

/// The attributes at the beginning of a line.
fn attributes_of(line: &str) -> &str {
    let line = line.trim();
    let mut rest = line;
    while rest.starts_with("#[") {
        match rest.find("] ") {
            Some(end) => rest = &rest[end + 2..],
            None => break,
        }
    }
    &line[..line.len() - rest.len()]
}

/// The name that a line declares.
fn name_of(line: &str) -> &str {
    let mut rest = line.trim();
    rest = &rest[attributes_of(rest).len()..];
    for word in ["pub ", "enum ", "struct ", "trait ", "fn ", "r#"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    &rest[..end.unwrap_or(rest.len())]
}

/// The last line of what begins here.
fn block_end(lines: &[String], at: usize) -> usize {
    let mut depth = 0_i32;
    for (index, line) in lines.iter().enumerate().skip(at) {
        depth += i32::try_from(line.matches('{').count()).unwrap();
        depth -= i32::try_from(line.matches('}').count()).unwrap();
        if depth <= 0 {
            return index;
        }
    }
    at
}
