//! Which message is it? Finding the tag, and the family of the table that takes the message.
//!
//! The fast path reads the tag where vendors write it, first, and goes on from there. Where a message
//! ends with it, it is read there; elsewhere a scan finds it. Then reading starts over: two passes at
//! most, but values are never held.

use std::fmt;

use crate::describe::Constant;
use crate::json::{Fault, Scalar, Scan, Token, note, same, unescape};
use crate::mask;
use crate::table::{DirectionTable, FamilyTable};

/// Where an id is noted among the keys of an envelope, behind all others.
pub(super) const ID: usize = 63;

/// A text in which the tag was found.
#[derive(Clone, Copy)]
pub struct Tagged<'a> {
    /// What the tag says.
    pub found: Found<'a>,
    family: &'static FamilyTable,
    /// Where to go on behind the tag; 0 if other keys than those of the envelope stand before it.
    resume: usize,
    /// Where the value of the tag begins.
    at: usize,
}

impl Tagged<'_> {
    /// Where the value of the tag begins: the offset of its opening quote.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The family of the table that takes the message.
    pub const fn family(&self) -> &'static FamilyTable {
        self.family
    }

    /// Where to go on behind the tag, if every key of the envelope stands before that and no other.
    #[inline]
    pub(super) fn resume(&self) -> Option<usize> {
        (self.resume > 0).then_some(self.resume)
    }
}

/// What a tag says. `Debug` masks a tag that doesn't [look like a name](crate::mask::is_name).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// The message is this row of the table.
    Row(u16),
    /// The declaration doesn't know the tag: its string as it stands in the text, quotes included.
    Unknown(&'a str),
}

impl fmt::Debug for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row(row) => write!(f, "Row({row})"),
            Self::Unknown(tag) => write!(f, "Unknown({:?})", mask::name(&unescape(tag))),
        }
    }
}

impl fmt::Debug for Tagged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tagged {:?} at {}", self.found, self.at)
    }
}

/// Why no tag was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The text isn't an object, has no tag, or one that isn't a string: a message of another protocol.
    NotOurs,
    /// The text begins as an object, but isn't JSON as far as the tag, or nests too deep.
    Malformed(Fault),
}

impl From<Fault> for Miss {
    fn from(fault: Fault) -> Self {
        // Which message it is isn't known, nor what its keys are.
        Self::Malformed(fault.with_data())
    }
}

/// Finds the tag of a message, wherever it stands at the outermost level, and its row.
///
/// Never allocates, and reads no further than the tag where nothing else can matter: in a table of one
/// family without constants, or if the message begins as its family is written. What it didn't read may be
/// malformed, or have the tag once more: reading the message finds out.
///
/// # Errors
///
/// The [`Miss`]; a message that isn't ours is no fault.
#[inline]
pub fn find_tag<'a>(
    text: &'a str,
    table: &DirectionTable,
    nesting: u16,
) -> Result<Tagged<'a>, Miss> {
    match table.families {
        [family] if family.is_plain() => find_plain_tag(text, family, nesting),
        [family] => match find_first(text, family, nesting) {
            Some(found) => found,
            None => find_among(text, table, nesting),
        },
        _ => find_among(text, table, nesting),
    }
}

/// [`find_tag`] in a table of one family that has nothing but a tag and perhaps a content.
#[inline]
pub(crate) fn find_plain_tag<'a>(
    text: &'a str,
    family: &'static FamilyTable,
    nesting: u16,
) -> Result<Tagged<'a>, Miss> {
    if let Some(found) = find_first(text, family, nesting) {
        return found;
    }
    let mut scan = Scan::new(text, nesting);
    if scan.peek() != Some(b'{') {
        return Err(Miss::NotOurs);
    }
    match at_end(text, family) {
        Some(at) => tag_value(Scan::inside(text, nesting, at), text, family, false),
        None => look_for_tag(scan, text, family),
    }
}

/// Reads the tag of a message that begins as its family is written.
#[allow(clippy::inline_always)] // what it gives is large
#[inline(always)]
fn find_first<'a>(
    text: &'a str,
    family: &'static FamilyTable,
    nesting: u16,
) -> Option<Result<Tagged<'a>, Miss>> {
    if !starts_with(text, family.open) {
        return None;
    }
    let mut scan = Scan::inside(text, nesting, family.open.len());
    (scan.peek() == Some(b'"')).then(|| tag_value(scan, text, family, true))
}

/// Goes from entry to entry of an object, before which the scan stands, up to the tag.
#[inline]
fn look_for_tag<'a>(
    mut scan: Scan<'a>,
    text: &'a str,
    family: &'static FamilyTable,
) -> Result<Tagged<'a>, Miss> {
    scan.enter()?;
    let mut fresh = true;
    let mut first = true;
    while let Some(key) = scan.next_key(&mut fresh)? {
        if key.is(family.tag) {
            return tag_value(scan, text, family, first);
        }
        first = false;
        scan.skip()?;
    }
    Err(Miss::NotOurs)
}

/// Why a message isn't taken that turned out malformed: if its tag was found at its end, what stands
/// before that may be another tag, and not be ours.
#[cold]
pub fn why_malformed(text: &str, tagged: &Tagged<'_>, fault: Fault, nesting: u16) -> Miss {
    if tagged.resume().is_none() {
        let mut scan = Scan::new(text, nesting);
        scan.peek();
        if let Err(miss) = look_for_tag(scan, text, tagged.family()) {
            return miss;
        }
    }
    Miss::Malformed(fault)
}

/// Where the tag begins in a message that ends with it, written without blanks: `,"action":"call"}`.
///
/// In JSON, a brace at the end closes the outermost object, and a quote with no backslash before it
/// begins or ends a string: nothing else looks like this.
fn at_end(text: &str, family: &FamilyTable) -> Option<usize> {
    let tag = text.as_bytes().strip_suffix(b"\"}")?;
    let at = tag.iter().rposition(|byte| *byte == b'"')?;
    let key = family.open.as_bytes().get(1..)?;
    let before = tag.get(..at)?.strip_suffix(key)?;
    before.ends_with(b",").then_some(at)
}

/// Reads the tag, at which the scan stands; `first` is whether no other key stood before it.
#[cfg_attr(not(target_family = "wasm"), inline)]
#[cfg_attr(target_family = "wasm", inline(never))]
fn tag_value<'a>(
    mut scan: Scan<'a>,
    text: &'a str,
    family: &'static FamilyTable,
    first: bool,
) -> Result<Tagged<'a>, Miss> {
    if scan.peek() != Some(b'"') {
        scan.skip()?;
        return Err(Miss::NotOurs);
    }
    let at = scan.pos();
    let tag = scan.string()?;
    if !tag.is_whole() {
        return Err(Miss::Malformed(tag.half()));
    }
    let found = find_row(family, tag).map_or(Found::Unknown(tag.quoted(text)), Found::Row);
    let resume = if first { scan.pos() } else { 0 };
    Ok(Tagged {
        found,
        family,
        resume,
        at,
    })
}

/// How many families a table may have. The macro sees to it.
const FAMILIES: usize = 16;

/// What a message has of a family's envelope.
#[derive(Clone, Copy, Default)]
struct Look {
    /// Keys that are there, a bit each.
    seen: u64,
    /// Keys of constants that are there with their values, a bit each.
    right: u64,
    /// Where the tag's string begins; 0 if there is none.
    tag: usize,
}

/// Finds the tag of a message in a table whose families are told apart by what else is there.
///
/// A family takes a message that has its tag's key with a string, and its constants. If several do, the
/// one with more constants comes first, then one that knows the tag, then the order of declaration. One of
/// bare strings comes last: what has its key and another tag is an object that was posted.
#[inline(never)]
fn find_among<'a>(text: &'a str, table: &DirectionTable, nesting: u16) -> Result<Tagged<'a>, Miss> {
    let looks = look(text, table, nesting)?;
    let mut best: Option<((bool, usize, bool), Tagged<'a>)> = None;
    let mut before = 0_u16;
    for (family, look) in table.families.iter().zip(looks) {
        let constants = (1_u64 << family.constants.len()) - 1;
        if look.tag > 0 && look.right == constants << 1 {
            let resumes = starts_with(text, family.open) && family.open.len() == look.tag;
            let scan = Scan::inside(text, nesting, look.tag);
            let mut tagged = tag_value(scan, text, family, resumes)?;
            if let Found::Row(row) = &mut tagged.found {
                *row += before;
            }
            let rank = (
                !family.is_bare(),
                family.constants.len(),
                matches!(tagged.found, Found::Row(_)),
            );
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, tagged));
            }
        }
        before += u16::try_from(family.rows.len()).unwrap_or(0);
    }
    best.map(|(_, tagged)| tagged).ok_or(Miss::NotOurs)
}

/// Looks for the envelopes' keys at the outermost level.
fn look(text: &str, table: &DirectionTable, nesting: u16) -> Result<[Look; FAMILIES], Miss> {
    let mut looks = [Look::default(); FAMILIES];
    let mut scan = Scan::new(text, nesting);
    if scan.peek() != Some(b'{') {
        return Err(Miss::NotOurs);
    }
    scan.enter()?;
    let mut fresh = true;
    while let Some(key) = scan.next_key(&mut fresh)? {
        for (family, look) in table.families.iter().zip(&mut looks) {
            let Some((index, name)) = envelope_key(family, key) else {
                continue;
            };
            note(&mut look.seen, index, name, key)?;
            match index.checked_sub(1) {
                None if scan.peek() == Some(b'"') => look.tag = scan.pos(),
                None => {}
                Some(constant) => {
                    let constant = family.constants.get(constant);
                    let right = constant.is_some_and(|constant| is(scan, &constant.value));
                    look.right |= u64::from(right) << index;
                }
            }
        }
        scan.skip()?;
    }
    Ok(looks)
}

/// Whether the scan stands at this value.
pub(super) fn is(mut scan: Scan<'_>, value: &Scalar) -> bool {
    match (scan.peek(), value) {
        (Some(b'"'), Scalar::Text(text)) => scan.string().is_ok_and(|token| token.is(text)),
        (Some(b'-' | b'0'..=b'9'), Scalar::Integer(value)) => scan
            .number()
            .is_ok_and(|number| number.parse() == Ok(*value)),
        (Some(b't'), Scalar::Bool(true)) => scan.literal("true").is_ok(),
        (Some(b'f'), Scalar::Bool(false)) => scan.literal("false").is_ok(),
        _ => false,
    }
}

/// The index and the name of a key of a family's envelope, the content's aside: the tag is 0, then come
/// the constants, then what is reported; a request's id is the last.
#[inline]
pub(super) fn envelope_key(family: &FamilyTable, key: Token<'_>) -> Option<(usize, &'static str)> {
    if key.is(family.tag) {
        Some((0, family.tag))
    } else if family.is_plain() {
        None
    } else {
        fixed_key(family, key)
    }
}

#[inline(never)]
fn fixed_key(family: &FamilyTable, key: Token<'_>) -> Option<(usize, &'static str)> {
    let known = |list: &'static [Constant]| {
        let index = list.iter().position(|constant| key.is(constant.key))?;
        Some((1 + index, list.get(index)?.key))
    };
    let reported =
        || known(family.reports).map(|(index, key)| (family.constants.len() + index, key));
    let id = || {
        let id = family.requests.and_then(|requests| requests.id)?.key;
        key.is(id).then_some((ID, id))
    };
    known(family.constants).or_else(reported).or_else(id)
}

/// The keys of an envelope that stand before the tag where a message begins as it is written, a bit
/// each: all but a request's id.
pub(super) const BEFORE_TAG: u64 = !(1 << ID);

/// What a message says under the keys that its family reports: each key, and its scalar as text.
///
/// For a message that was read without a fault.
pub fn reported(
    text: &str,
    family: &FamilyTable,
    nesting: u16,
    say: &mut dyn FnMut(&'static str, &str),
) {
    // What doesn't hold was found out before.
    let _ = each_reported(text, family, nesting, say);
}

fn each_reported(
    text: &str,
    family: &FamilyTable,
    nesting: u16,
    say: &mut dyn FnMut(&'static str, &str),
) -> Result<(), Fault> {
    let mut scan = Scan::new(text, nesting);
    scan.peek();
    scan.enter()?;
    let mut missing = family.reports.len();
    let mut fresh = true;
    while missing > 0
        && let Some(key) = scan.next_key(&mut fresh)?
    {
        let report = family.reports.iter().find(|report| key.is(report.key));
        let (start, mut scalar) = (scan.peek(), scan);
        scan.skip()?;
        let Some(report) = report else { continue };
        missing -= 1;
        let value = text.get(scalar.pos()..scan.pos()).unwrap_or_default();
        match start {
            Some(b'"') if scalar.string()?.is_whole() => say(report.key, &unescape(value)),
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => say(report.key, value),
            _ => {}
        }
    }
    Ok(())
}

#[inline]
fn starts_with(text: &str, start: &str) -> bool {
    text.as_bytes()
        .get(..start.len())
        .is_some_and(|found| same(found, start.as_bytes()))
}

#[inline]
fn find_row(family: &FamilyTable, tag: Token<'_>) -> Option<u16> {
    match tag.plain() {
        Some(tag) => family.find(tag),
        None => find_escaped(family, tag),
    }
}

#[cold]
fn find_escaped(family: &FamilyTable, tag: Token<'_>) -> Option<u16> {
    let row = family.tags.iter().find(|(known, _)| tag.is(known));
    row.map(|(_, row)| *row)
}

/// Checks the rest of a message whose tag the declaration doesn't know: it is JSON throughout, and
/// neither keys of the envelope nor the content stand twice.
///
/// # Errors
///
/// A fault that is [malformed](Fault::is_malformed).
pub fn check_unknown(text: &str, tagged: &Tagged<'_>, nesting: u16) -> Result<(), Fault> {
    let family = tagged.family();
    let (mut seen, mut inside) = (0, 0);
    let mut fresh = true;
    let mut scan = if let Some(behind_tag) = tagged.resume() {
        seen = BEFORE_TAG;
        fresh = false;
        Scan::inside(text, nesting, behind_tag)
    } else {
        let mut scan = Scan::new(text, nesting);
        scan.peek();
        scan.enter()?;
        scan
    };
    while let Some(key) = scan.next_key(&mut fresh)? {
        if let Some((index, name)) = envelope_key(family, key) {
            note(&mut seen, index, name, key)?;
        } else if let Some(content) = family.content.filter(|content| key.is(content)) {
            note(&mut inside, 0, content, key)?;
        }
        scan.skip()?;
    }
    scan.end()
}
