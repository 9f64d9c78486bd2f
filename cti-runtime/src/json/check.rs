//! Checks of a text that is not read into values.

use super::fault::{Fault, FaultKind};
use super::scan::Scan;
use super::token::Token;
use crate::limits::MAX_NESTING;

/// Checks that a text is JSON, nested no deeper than `nesting`, and that none of the given keys
/// stands twice in it, if it is an object. A key spelled with escapes is the same key.
///
/// # Errors
///
/// A fault that is [malformed](Fault::is_malformed). Which keys of the text are data isn't known, so
/// its path shows none.
///
/// ```
/// use cti_runtime::json::check;
///
/// assert!(check(r#"{"action":"call","id":1}"#, &["action"], 64).is_ok());
/// assert!(check(r#"{"action":"call","\u0061ction":"x"}"#, &["action"], 64).is_err());
/// ```
pub fn check(text: &str, keys: &[&'static str], nesting: u16) -> Result<(), Fault> {
    check_keys(text, keys, nesting).map_err(Fault::with_data)
}

fn check_keys(text: &str, keys: &[&'static str], nesting: u16) -> Result<(), Fault> {
    let mut scan = Scan::new(text, nesting);
    let mut seen = 0_u64;
    if scan.peek() == Some(b'{') {
        scan.enter()?;
        let mut fresh = true;
        while let Some(key) = scan.next_key(&mut fresh)? {
            if let Some(index) = keys.iter().position(|known| key.is(known)) {
                note(&mut seen, index, keys[index], key)?;
            }
            scan.skip()?;
        }
    } else {
        scan.skip()?;
    }
    scan.end()
}

/// Marks a key as seen, and refuses it if it was.
pub(crate) fn note(
    seen: &mut u64,
    index: usize,
    name: &'static str,
    key: Token<'_>,
) -> Result<(), Fault> {
    let bit = 1 << (index & 63);
    if *seen & bit != 0 {
        return Err(Fault::new(FaultKind::Repeated(name), key.at()));
    }
    *seen |= bit;
    Ok(())
}

/// The text of a member of the outermost object; the first, if a careless sender wrote several.
///
/// ```
/// use cti_runtime::json::member;
///
/// assert_eq!(member(r#"{"action":"x","data":[1, 2]}"#, "data"), Some("[1, 2]"));
/// assert_eq!(member(r#"{"action":"x"}"#, "data"), None);
/// ```
pub fn member<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let mut scan = Scan::new(text, MAX_NESTING);
    if scan.peek() != Some(b'{') {
        return None;
    }
    scan.enter().ok()?;
    let mut fresh = true;
    while let Some(found) = scan.next_key(&mut fresh).ok()? {
        if found.is(key) {
            return scan.raw().ok();
        }
        scan.skip().ok()?;
    }
    None
}
