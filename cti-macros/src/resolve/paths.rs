//! The fields that the dotted path of a rule leads through.

use super::types::{DEPTH, Types};
use crate::idents::plain;
use crate::model::{Body, DataShape, Field, Path};
use proc_macro2::Ident;

/// The fields that a path leads through, the named one last.
pub(crate) type Steps<'a> = Result<Vec<&'a Field>, Broken<'a>>;

/// Why a path names no field.
pub(crate) enum Broken<'a> {
    /// There is no such field; these there are.
    Unknown { part: &'a Ident, known: Vec<String> },
    /// The field is no declared struct, so nothing is inside of it.
    Leaf { part: &'a Ident },
    /// The type of the field could not be read.
    Unread,
}

/// The fields that a path leads through, the named one last.
///
/// Its names are those of the message's fields and, where these are declared structs, of the fields
/// inside of them. What is flattened is found in place too, and so is what a message's one value has.
pub(super) fn resolve<'a>(types: &Types<'a>, body: &'a Body, path: &'a Path) -> Steps<'a> {
    let fields: Vec<&Field> = body.each().collect();
    let opens = |field: &Field| match body {
        Body::Whole(..) => body.is_value(field),
        _ => field.flatten,
    };
    within(types, &fields, &opens, &path.0, DEPTH)
}

/// Looks for a path among fields, and in those that open to those around them.
fn within<'a>(
    types: &Types<'a>,
    fields: &[&'a Field],
    opens: &dyn Fn(&Field) -> bool,
    path: &'a [Ident],
    depth: usize,
) -> Steps<'a> {
    let Some((part, rest)) = path.split_first() else {
        return Err(Broken::Unread);
    };
    if let Some(field) = fields.iter().find(|field| field.ident == *part) {
        if rest.is_empty() {
            return Ok(vec![field]);
        }
        let inner = inside(types, field)?.ok_or(Broken::Leaf { part })?;
        let found = within(types, &inner, &|field| field.flatten, rest, DEPTH)?;
        return Ok([vec![*field], found].concat());
    }
    let mut known = Vec::new();
    for field in fields {
        let inner = if opens(field) && depth > 0 {
            inside(types, field)?
        } else {
            None
        };
        let Some(inner) = inner else {
            known.push(plain(&field.ident));
            continue;
        };
        match within(types, &inner, &|field| field.flatten, path, depth - 1) {
            Ok(found) => return Ok([vec![*field], found].concat()),
            Err(Broken::Unknown {
                part: of,
                known: more,
            }) if of == part => known.extend(more),
            Err(broken) => return Err(broken),
        }
    }
    Err(Broken::Unknown { part, known })
}

/// The fields of a field's type, if it is a declared struct.
fn inside<'a>(types: &Types<'a>, field: &'a Field) -> Result<Option<Vec<&'a Field>>, Broken<'a>> {
    let Some(name) = field.ty.present().declared() else {
        return Ok(None);
    };
    match types.data(name).map(|data| &data.shape) {
        Some(DataShape::Object(fields)) if !field.opaque => Ok(Some(fields.iter().collect())),
        Some(_) => Ok(None),
        None => Err(Broken::Unread),
    }
}
