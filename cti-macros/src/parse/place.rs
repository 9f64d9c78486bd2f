//! Where the fields of a message stand: in its content, in the object around the tag, or at a path.

use crate::errors::Errors;
use crate::model::path;
use crate::model::{At, Body, Envelope, Field};
use crate::rules::Rule;

/// Gives fields that don't stand in the content the path at which they do; gives the object that is
/// the content. Without one, that is the object around the tag.
pub(super) fn body(
    body: &mut Body,
    content: Option<String>,
    envelope: &Envelope,
    errors: &mut Errors,
) -> Option<String> {
    let home = envelope.home();
    let whole = matches!(body, Body::Whole(..));
    if whole && content.is_none() {
        // Reported by the checks.
        return None;
    }
    for field in body.each_mut() {
        if let Some(at) = field.at.clone() {
            (field.beside, field.key) = (true, at);
        } else if field.remainder {
            let key = At::new(format!("{}…", envelope.tag.value), field.key.span);
            (field.beside, field.key) = (true, key);
        } else if field.beside && field.outcome.is_some() && home.is_some() {
            let message = "an outcome stands in the content, where the tag is in another object; remove \
                           `#[beside]`";
            errors.push(Rule::EnvelopePath, field.ident.span(), message);
        } else if field.beside && (content.is_some() || home.is_none()) {
            beside(field, home.as_deref(), errors);
        } else if field.beside {
            let message = "fields stand beside the tag already; remove `#[beside]`, or write where it \
                           stands: `#[at(\"…\")]`";
            errors.push(Rule::EnvelopeBeside, field.ident.span(), message);
        }
    }
    content.or(home)
}

/// A field beside the tag.
fn beside(field: &mut Field, home: Option<&str>, errors: &mut Errors) {
    for name in std::iter::once(&mut field.key).chain(&mut field.aliases) {
        let path = path::inside(home, &name.value);
        if path::keys(&path).last() != Some(&name.value) {
            let message = "in another object, no key begins with a dot";
            errors.push(Rule::EnvelopePath, name.span, message);
        }
        *name = At::new(path, name.span);
    }
}
