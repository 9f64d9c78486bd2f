//! The frame around a vendor's page: what is filled into its `src`, and what it is allowed.

use crate::errors::Errors;
use crate::model::At;
use crate::rules::Rule;
use crate::suggest::nearest;

/// Features of the permissions policy that an iframe's `allow` delegates.
const PERMISSIONS: [&str; 45] = [
    "accelerometer",
    "ambient-light-sensor",
    "attribution-reporting",
    "autoplay",
    "battery",
    "bluetooth",
    "browsing-topics",
    "camera",
    "captured-surface-control",
    "clipboard-read",
    "clipboard-write",
    "compute-pressure",
    "cross-origin-isolated",
    "deferred-fetch",
    "display-capture",
    "encrypted-media",
    "execution-while-not-rendered",
    "execution-while-out-of-viewport",
    "focus-without-user-activation",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "local-network-access",
    "magnetometer",
    "microphone",
    "midi",
    "notifications",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "speaker-selection",
    "storage-access",
    "sync-xhr",
    "usb",
    "web-share",
];

pub(super) fn check(src: &At<String>, allow: Option<&At<String>>, errors: &mut Errors) {
    if let Some(message) = template(&src.value) {
        errors.push(Rule::FrameTemplate, src.span, message);
    }
    let Some(allow) = allow else { return };
    for directive in allow.value.split(';') {
        let Some(name) = directive.split_whitespace().next() else {
            continue;
        };
        if PERMISSIONS.contains(&name) {
            continue;
        }
        let hint = match nearest(name, &PERMISSIONS) {
            Some(likely) => format!("; did you mean `{likely}`?"),
            None => "; directives are separated by `;`".to_owned(),
        };
        let message = format!("browsers know no permission `{name}`{hint}");
        errors.push(Rule::FramePermission, allow.span, message);
    }
}

/// What is wrong with the braces of a `src`.
fn template(src: &str) -> Option<String> {
    let mut rest = src;
    while let Some(at) = rest.find(['{', '}']) {
        let (_, from) = rest.split_at(at);
        let Some(inside) = from.strip_prefix('{') else {
            return Some("a `{` is missing in front of this `src`'s `}`".to_owned());
        };
        let Some((name, behind)) = inside.split_once('}') else {
            return Some(format!(
                "a `}}` is missing behind `{{{}`",
                inside
                    .split(|letter: char| !letter.is_alphanumeric())
                    .next()
                    .unwrap_or_default()
            ));
        };
        let named = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        if name.is_empty() || !named {
            return Some(format!(
                "`{{{name}}}` is no name of what an application fills in; write `{{partner}}`"
            ));
        }
        rest = behind;
    }
    None
}
