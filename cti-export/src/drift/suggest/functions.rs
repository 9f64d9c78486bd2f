//! Functions of a library, and requests.

use cti_runtime::describe::{Description, Family, Message, Reply};

use super::names::{Taken, ident, path};
use super::types::rust;
use super::wire::{KeyNames, Ways};
use crate::text::snake;
use cti_case::Case;

/// A function of a library, with the object that has it. Empty if there is no way to say where it is.
pub(crate) fn library_function(
    family: &Family,
    taken: &mut Taken,
    wire: &str,
    arguments: &str,
    result: &str,
) -> String {
    let (object, name) = path(family, wire);
    let is_name = |step: &str| {
        let word = |letter: char| letter.is_ascii_alphanumeric() || "_$".contains(letter);
        !step.starts_with(|first: char| first.is_ascii_digit())
            && !step.is_empty()
            && step.chars().all(word)
    };
    let object = match object {
        Some(object) if object.split('.').all(is_name) => format!("#[object({object:?})] "),
        // The family may be of an object, which its functions can't leave for the root.
        None if family
            .messages
            .iter()
            .any(|of| path(family, of.tag).0.is_none()) =>
        {
            String::new()
        }
        _ => return String::new(),
    };
    object + &function(family, taken, name, arguments, result)
}

/// A function, or a subscription if there are no arguments to show.
pub(super) fn function(
    family: &Family,
    taken: &mut Taken,
    wire: &str,
    arguments: &str,
    result: &str,
) -> String {
    let ways = Ways::of_tags(family);
    let mut name = snake(ways.bare(wire));
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert_str(0, "function_");
    }
    let name = taken.free(&name);
    let rename = ways.rename(&name, wire, Case::field);
    format!("{rename}fn {}({arguments}) -> {result};", ident(&name))
}

/// A declared function, with another result or error.
pub(crate) fn signature(
    description: &Description,
    keys: &KeyNames,
    message: &Message,
    result: Option<&str>,
    error: Option<&str>,
) -> Option<String> {
    let arguments: Vec<String> = message
        .fields
        .iter()
        .map(|field| {
            let declared = keys.declared(description, field, &rust(field.ty));
            declared.trim_end_matches(',').to_owned()
        })
        .collect();
    let (declared, failure) = match message.reply {
        Some(Reply::Callback { result, error }) => (rust(result), rust(error)),
        _ => return None,
    };
    let result = result.map_or(declared, str::to_owned);
    // An error that most functions have is the family's, and isn't written.
    let usual = description.families.iter().any(|family| {
        !family.kind.is_posted() && usual_errors(family, &failure) * 2 > family.messages.len()
    });
    let outcome = match error {
        Some(error) => format!("Result<{result}, {error}>"),
        None if usual => result,
        None => format!("Result<{result}, {failure}>"),
    };
    let name = ident(&snake(message.name));
    Some(format!("fn {name}({}) -> {outcome};", arguments.join(", ")))
}

/// How many functions of a family have this error.
fn usual_errors(family: &Family, error: &str) -> usize {
    let messages = family.messages.iter();
    let same = messages.filter(|message| {
        matches!(message.reply, Some(Reply::Callback { error: of, .. }) if rust(of) == error)
    });
    same.count()
}
