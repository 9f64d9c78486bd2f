//! Envelopes that have some of it in other objects: `{"data":{"method":"dial","params":{…}}}`.
//!
//! A message is read in two steps then. First it is lifted: what stands at a [`Path`] is written once
//! more, in front of all else, under the path's name, and a tag with something behind it in two parts.
//! Then it is read like any other. What is written takes the way back. So nothing else in a program
//! knows of paths, and one that declares none has nothing of it.

use crate::describe::around;
use crate::json::{Fault, FaultKind, Scan, Token, Writer, offset};
use crate::table::{AnswerTable, DirectionTable, FamilyTable, Path, Rest};

/// The paths that count where a text is read.
#[derive(Clone, Copy)]
pub struct Paths {
    families: &'static [&'static FamilyTable],
    answer: &'static [Path],
}

impl Paths {
    /// Those of the messages of a direction.
    pub const fn of(table: &DirectionTable) -> Self {
        Self {
            families: table.families,
            answer: &[],
        }
    }

    /// Those of an answer.
    pub(crate) const fn of_answer(table: &AnswerTable) -> Self {
        Self {
            families: &[],
            answer: table.paths,
        }
    }

    fn each(self) -> impl Iterator<Item = &'static Path> {
        let families = self.families.iter();
        families.flat_map(|family| family.paths).chain(self.answer)
    }

    /// Those of this name: families may share one.
    fn named(self, name: &str) -> impl Iterator<Item = &'static Path> {
        self.each().filter(move |path| path.name == name)
    }

    /// The tag proper of one that has data in it, and the data; `None` if it is one as it stands.
    fn open<'t>(self, path: &Path, tag: &'t str) -> Option<(&'static Rest, &'static str, &'t str)> {
        let rests = || self.named(path.name).filter_map(|of| of.rest.as_ref());
        let prefixes = || rests().flat_map(|rest| rest.prefixes.iter().map(move |of| (rest, *of)));
        let shares = |family: &&&FamilyTable| family.paths.iter().any(|of| of.name == path.name);
        let knows = |family: &&FamilyTable| family.find(tag).is_some();
        let is_known = self.families.iter().filter(shares).any(knows);
        if is_known && prefixes().all(|(_, prefix)| prefix != tag) {
            return None;
        }
        let open = prefixes().filter_map(|(rest, open)| {
            let (begins, ends) = around(open);
            let data = tag.strip_prefix(begins)?.strip_suffix(ends)?;
            Some(((begins.len(), ends.len()), (rest, open, data)))
        });
        let (_, found) = open.max_by_key(|(length, _)| *length)?;
        Some(found)
    }
}

/// Room for a text that was lifted.
#[derive(Default)]
pub struct Lifted {
    text: String,
    /// Where each copied value begins, and where it was copied from, in order.
    copies: Vec<(u32, u32)>,
}

impl Lifted {
    /// Writes a text with all that stands at these paths in front of it, unless there is nothing: then
    /// [`text`](Self::text) gives it as it is.
    ///
    /// # Errors
    /// A [malformed](Fault::is_malformed) fault: it is no JSON as far as that matters, or one of the keys
    /// that lead there stands twice. Of text that is no object, nothing is said.
    pub fn lift(&mut self, text: &str, paths: Paths, nesting: u16) -> Result<(), Fault> {
        let mut scan = Scan::new(text, nesting);
        if scan.peek() != Some(b'{') {
            return Ok(());
        }
        let inside = scan.pos() + 1;
        let mut lift = Lift {
            text,
            paths,
            out: Writer::new(),
            copies: &mut self.copies,
        };
        lift.object(&mut scan, u64::MAX, 0)
            .map_err(Fault::with_data)?;
        let out = lift.out;
        if out.as_str().is_empty() {
            return Ok(());
        }
        self.text = out.into_string();
        self.text.push(',');
        self.copies.push((offset(self.text.len()), offset(inside)));
        self.text.push_str(text.get(inside..).unwrap_or_default());
        Ok(())
    }

    /// The text that was lifted; the given one, if there was nothing to lift in it.
    pub fn text<'a>(&'a self, posted: &'a str) -> &'a str {
        if self.text.is_empty() {
            posted
        } else {
            &self.text
        }
    }

    /// Lifts what may be an answer of this table; whether it still may.
    pub(crate) fn lift_answer(&mut self, text: &str, table: &AnswerTable, nesting: u16) -> bool {
        self.lift(text, Paths::of_answer(table), nesting).is_ok()
    }

    /// What is wrong in the lifted text, as something that is wrong in the text that was lifted.
    #[cold]
    pub fn fault(&self, fault: Fault) -> Fault {
        fault.moved(|at| {
            let before = self.copies.iter().rev();
            let mut before = before.skip_while(|(to, _)| *to > at);
            match before.next() {
                _ if self.text.is_empty() => at,
                Some((to, from)) => from.saturating_add(at - to),
                None => 0,
            }
        })
    }
}

struct Lift<'a, 'r> {
    text: &'a str,
    paths: Paths,
    out: Writer,
    copies: &'r mut Vec<(u32, u32)>,
}

impl<'a> Lift<'a, '_> {
    /// Goes through an object to which the paths of a mask lead, a bit each, in so many steps.
    fn object(&mut self, scan: &mut Scan<'a>, live: u64, depth: usize) -> Result<(), Fault> {
        scan.enter()?;
        let (mut fresh, mut seen) = (true, 0);
        while let Some(key) = scan.next_key(&mut fresh)? {
            let here = self.paths_behind(key, live, depth)?;
            if here & seen != 0 {
                return Err(repeated(self.each_of(here), key, depth));
            }
            seen |= here;
            let is_end = |path: &&Path| path.keys.len() == depth + 1;
            let first = scan.peek();
            let value = *scan;
            if first == Some(b'{') && !self.each_of(here).all(|path| is_end(&path)) {
                self.object(scan, here, depth + 1)?;
            } else {
                scan.skip()?;
            }
            let raw = self.text.get(value.pos()..scan.pos()).unwrap_or_default();
            for (index, path) in self.each_of(here).enumerate() {
                // Families may share a path, which is written once.
                let mut before = self.each_of(here).take(index);
                if is_end(&path) && before.all(|of| of.name != path.name) {
                    self.take(path, raw, value)?;
                }
            }
        }
        Ok(())
    }

    /// The paths of a mask.
    fn each_of(&self, mask: u64) -> impl Iterator<Item = &'static Path> + use<> {
        let paths = self.paths.each().enumerate().take(64);
        let those = paths.filter(move |(index, _)| mask & (1 << index) != 0);
        those.map(|(_, path)| path)
    }

    /// The paths of a mask that lead on by this key.
    fn paths_behind(&self, key: Token<'_>, live: u64, depth: usize) -> Result<u64, Fault> {
        let mut here = 0;
        for (index, path) in self.paths.each().enumerate().take(64) {
            let step = path.keys.get(depth);
            if live & (1 << index) != 0 && step.is_some_and(|step| key.is(step)) {
                here |= 1 << index;
            }
            // A path that is written as a key would be read in two ways.
            if depth == 0 && key.is(path.name) && step != Some(&path.name) {
                return Err(Fault::new(FaultKind::Repeated(path.name), key.at()));
            }
        }
        Ok(here)
    }

    /// Writes what stands at a path.
    fn take(&mut self, path: &Path, raw: &str, mut value: Scan<'_>) -> Result<(), Fault> {
        let at = value.pos();
        if path.rest.is_some() && raw.starts_with('"') {
            let token = value.string()?;
            let tag = token.cow();
            if token.is_whole()
                && let Some((rest, open, data)) = self.paths.open(path, &tag)
            {
                let (begins, _) = around(open);
                self.entry(path.name, at);
                self.out.str(open);
                self.entry(rest.name, at + 1 + begins.len());
                self.out.str(data);
                return Ok(());
            }
        }
        self.entry(path.name, at);
        self.out.raw(raw);
        Ok(())
    }

    /// Writes a name, behind which a value follows that was found there.
    fn entry(&mut self, name: &str, from: usize) {
        let first = self.out.as_str().is_empty();
        self.out.raw(if first { "{" } else { "," });
        self.out.str(name);
        self.out.raw(":");
        let to = offset(self.out.as_str().len());
        self.copies.push((to, offset(from)));
    }
}

/// A key that leads somewhere stands twice.
#[cold]
fn repeated(mut paths: impl Iterator<Item = &'static Path>, key: Token<'_>, depth: usize) -> Fault {
    let name = paths.next().and_then(|path| path.keys.get(depth));
    Fault::new(
        FaultKind::Repeated(name.copied().unwrap_or_default()),
        key.at(),
    )
}
