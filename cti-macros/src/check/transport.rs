//! Origins, the frame, and whether there is anything to carry.

use super::{frame, origin};
use crate::errors::Errors;
use crate::model::{Frame, Transport, TypeKind};
use crate::resolve::Resolved;
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    let (origins, frame) = match &protocol.transport {
        Transport::Window { origins, frame } => (origins, frame),
        Transport::Library { error, .. } => {
            if let Some(error) = error
                && matches!(error.kind, TypeKind::Option(_) | TypeKind::Result(..))
            {
                let message = "the callback's `error` is absent on success; write its type alone";
                errors.push(Rule::FieldType, error.span, message);
            }
            return;
        }
    };
    let before = errors.count();
    origin::check(origins, errors);
    if errors.count() > before || origins.is_empty() {
        return;
    }
    if let Some(Frame::Around { src, allow, .. }) = frame {
        frame::check(src, allow.as_ref(), errors);
        let at = origin_of(&src.value);
        let inside = at.as_ref().is_some_and(|at| {
            origins
                .iter()
                .any(|pattern| pattern.value == *at || origin::contains(&pattern.value, at))
        });
        if !inside {
            let message = match at {
                Some(at) => format!(
                    "the frame is at `{at}`, from which `origins(…)` accepts nothing; add it, or \
                     correct the `src`"
                ),
                None => "write the frame's whole URL: `https://phone.example.com/…`".to_owned(),
            };
            errors.push(Rule::FrameOrigin, src.span, message);
        }
    }
}

/// The origin of a frame's `src`, with a name in the place of each `{…}`.
fn origin_of(src: &str) -> Option<String> {
    let (scheme, rest) = src.split_once("://")?;
    let mut host = String::new();
    let mut hole = false;
    for letter in rest.chars() {
        match letter {
            '{' => {
                hole = true;
                host.push('x');
            }
            '}' => hole = false,
            '/' | '?' | '#' if !hole => break,
            letter if !hole => host.push(letter),
            _ => {}
        }
    }
    Some(format!("{scheme}://{host}"))
}
