//! Who talks with the page: the window and the origin that are the other side.

use std::collections::BTreeMap;

use cti_origin::Pattern;

use super::heard::{Heard, Said, Voice};
use super::options::Options;
use super::text::{shown, times};

/// The window that recorders give the phone's.
const PHONE: u32 = 1;

/// The conversation of the page with the other side.
#[derive(Debug, Default)]
pub(super) struct Sides {
    /// The other side's origins, the most talkative first.
    pub(super) origins: Vec<String>,
    pub(super) window: u32,
    pub(super) vendor: Vec<Said>,
    pub(super) page: Vec<Said>,
    /// How many messages were each side's.
    pub(super) counts: (usize, usize),
    /// What is said of the choice, and what was left out, in sentences.
    pub(super) notes: Vec<String>,
    pub(super) left: Vec<String>,
}

/// Finds the other side, and sorts out what the others said.
pub(super) fn sort_out(heard: &Heard, options: &Options) -> Sides {
    let mut sides = Sides::default();
    let chosen = choose(heard, options);
    sides.window = chosen.map_or(PHONE, |voice| voice.source);
    let mut passed: BTreeMap<&'static str, usize> = heard.page.passed.clone();
    let mut theirs: Vec<&Voice> = Vec::new();
    for voice in &heard.voices {
        if chosen.is_some_and(|chosen| is_same_side(chosen, voice, options)) {
            theirs.push(voice);
        } else {
            sides.left.push(from_elsewhere(voice));
        }
    }
    theirs.sort_by_key(|voice| std::cmp::Reverse(voice.count));
    for voice in &theirs {
        sides.origins.push(voice.origin.clone());
        sides.vendor.extend(voice.kept.iter().cloned());
        sides.counts.0 += voice.count;
        for (why, count) in &voice.passed {
            *passed.entry(why).or_default() += count;
        }
    }
    sides.vendor.sort_by_key(|said| said.order);
    sides.page.clone_from(&heard.page.kept);
    sides.counts.1 = heard.page.count;
    for (why, count) in passed {
        sides
            .left
            .push(format!("{}: {why}.", times(count, "message")));
    }
    if heard.more > 0 {
        let more = times(heard.more, "message");
        sides
            .left
            .push(format!("{more} from further windows and origins."));
    }
    choice(&mut sides);
    sides
}

/// A sentence on who was chosen, and what follows from it.
fn choice(sides: &mut Sides) {
    let Some(origin) = sides.origins.first() else {
        return;
    };
    let (theirs, ours) = sides.counts;
    sides.notes.push(format!(
        "The other side is {} in window {}: {} from there, {} of the page's.",
        shown(origin),
        sides.window,
        times(theirs, "message"),
        times(ours, "message"),
    ));
    if let [_, others @ ..] = &*sides.origins
        && !others.is_empty()
    {
        let others: Vec<String> = others.iter().map(|origin| shown(origin)).collect();
        sides.notes.push(format!(
            "The same window posted from {} too; a pattern such as `https://login-*.acme.example` may say \
             it better.",
            others.join(", ")
        ));
    }
    if sides.window != PHONE {
        sides.notes.push(format!(
            "`cti replay` and `cti check` take window {PHONE} for the phone's: this recording has another \
             number there."
        ));
    }
}

/// The most talkative voice that can be the other side.
fn choose<'h>(heard: &'h Heard, options: &Options) -> Option<&'h Voice> {
    let asked = |voice: &&Voice| {
        let origin = options.origins.is_empty() || options.origins.contains(&voice.origin);
        origin && options.window.is_none_or(|window| window == voice.source)
    };
    let foreign = |voice: &&Voice| is_origin(&voice.origin) && voice.origin != heard.page.origin;
    let told = !options.origins.is_empty() || options.window.is_some();
    let mut voices: Vec<&Voice> = heard.voices.iter().filter(asked).collect();
    let usable: Vec<&Voice> = voices.iter().copied().filter(foreign).collect();
    if !usable.is_empty() || !told {
        voices = usable;
    }
    let usual = voices.iter().any(|voice| voice.tagged(&heard.page) > 0);
    let tagged = |voice: &Voice| {
        if usual {
            voice.tagged(&heard.page)
        } else {
            voice.looked_at()
        }
    };
    let talkative = |window: Option<u32>| {
        let of = voices.iter().copied();
        let of = of.filter(|voice| window.is_none_or(|window| voice.source == window));
        // Of equals the first.
        of.rev()
            .max_by_key(|voice| tagged(voice))
            .filter(|voice| tagged(voice) > 0)
    };
    // Who recorded has told which window is the phone's, unless hardly anything came from there.
    let (phone, any) = (talkative(Some(PHONE)), talkative(None));
    match (phone, any) {
        (Some(phone), Some(any)) if tagged(phone) < 3 && tagged(any) > 4 * tagged(phone) => {
            Some(any)
        }
        (Some(phone), _) => Some(phone),
        (None, any) => any,
    }
}

/// Whether a voice is of the window and of the origin, or one that belongs to the same owner.
fn is_same_side(chosen: &Voice, voice: &Voice, options: &Options) -> bool {
    let same = voice.source == chosen.source && voice.origin == chosen.origin;
    if !options.origins.is_empty() {
        return same || (voice.source == chosen.source && options.origins.contains(&voice.origin));
    }
    let owner = |voice: &Voice| owner(&voice.origin).map(str::to_owned);
    same || (voice.source == chosen.source
        && is_origin(&voice.origin)
        && owner(voice).is_some()
        && owner(voice) == owner(chosen))
}

/// Whether a declaration can list this origin.
pub(super) fn is_origin(origin: &str) -> bool {
    let usable = |pattern: Pattern<'_>| {
        pattern.is_exact() && (pattern.is_loopback() || !pattern.is_address())
    };
    Pattern::parse(origin).is_ok_and(usable)
}

/// The part of the host that somebody has registered.
fn owner(origin: &str) -> Option<&str> {
    let host = origin.strip_prefix("https://")?;
    let host = host.split(':').next()?;
    let mut owned = None;
    let mut rest = host;
    while rest.contains('.') && !cti_origin::is_shared(rest) {
        owned = Some(rest);
        rest = rest.split_once('.').map_or("", |(_, behind)| behind);
    }
    owned
}

fn from_elsewhere(voice: &Voice) -> String {
    format!(
        "{} from {} in window {}.",
        times(voice.count, "message"),
        shown(&voice.origin),
        voice.source
    )
}
