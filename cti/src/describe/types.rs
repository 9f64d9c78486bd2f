//! What is special about a field.

use cti_export::words::Privacy;
use cti_runtime::describe::{Description, Field, Presence};

/// Whether a field must be there, and what else is special about it.
pub(super) fn notes(description: &Description, field: &Field) -> String {
    let default = match field.default {
        Some(default) => format!("or {default}"),
        None => String::from("or a default"),
    };
    let mut notes = vec![match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "or null",
        Presence::Default => &default,
    }];
    let privacy = Privacy::of_field(description, field);
    if privacy.is_personal() {
        notes.push(privacy.word());
    }
    if field.beside {
        notes.push("beside the content");
    }
    notes.join(", ")
}
