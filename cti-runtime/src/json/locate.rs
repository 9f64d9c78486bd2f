//! Where in a text a fault is: for people, not for the way a message takes.

use core::fmt;
use std::borrow::Cow;

use super::fault::{Fault, offset};
use super::scan::Scan;
use super::writer::digits;
use crate::limits::MAX_NESTING;
use crate::mask::{MASK, is_name};

/// Where in a text a fault is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Path of keys and indices, such as `call.reason.name` or `tags[2]`; empty at the top.
    ///
    /// A key that is data stands as `•••`: one of a declared map, and any other that doesn't
    /// [look like a name](crate::mask::is_name). [`Fault::locate_unmasked`] has them all.
    pub path: String,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, ", at {}", self.path)?;
        }
        Ok(())
    }
}

impl Fault {
    /// Line, column and path of the fault in the text that was read. The path is [masked](Location).
    pub fn locate(&self, text: &str) -> Location {
        locate(text, self.at, &|key, value| {
            value <= self.keys && is_name(key)
        })
    }

    /// The same with the path as it is, data and all: not for logs.
    pub fn locate_unmasked(&self, text: &str) -> Location {
        locate(text, self.at, &|_, _| true)
    }
}

/// Line, column and path of a byte offset, in which a key is masked unless `shows` says yes to it and to
/// where its value begins. Allocates: for people, not for the way a message takes.
fn locate(text: &str, at: u32, shows: &dyn Fn(&str, u32) -> bool) -> Location {
    if at == Fault::NOWHERE {
        return Location {
            line: 1,
            column: 1,
            path: String::new(),
        };
    }
    // Up to the character that it is in.
    let up_to = text.len().min(at as usize);
    let before = (0..=up_to).rev().find_map(|at| text.get(..at));
    let before = before.unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    Location {
        line: offset(before.matches('\n').count()).saturating_add(1),
        column: offset(column).saturating_add(1),
        path: path(text, before.len(), shows),
    }
}

/// A key or an index on the way to a value.
enum Step<'a> {
    /// With the offset at which its value begins.
    Key(Cow<'a, str>, u32),
    Index(usize),
}

/// The keys and indices that lead to the value at an offset.
fn path(text: &str, at: usize, shows: &dyn Fn(&str, u32) -> bool) -> String {
    let mut steps = Vec::new();
    // Fails where the text does; the steps are then those that lead there.
    let _ = walk(text, at, &mut steps);
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key, value) => {
                push_key(&mut path, if shows(&key, value) { &key } else { MASK });
            }
            Step::Index(index) => push_index(&mut path, index as u64),
        }
    }
    path
}

/// Leads a path on to a member of an object.
pub(super) fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

/// Leads a path on to an item of an array.
pub(super) fn push_index(path: &mut String, index: u64) {
    path.extend(["[", &digits(index), "]"]);
}

/// Goes through a text up to an offset and leaves the steps that lead there.
fn walk<'a>(text: &'a str, at: usize, steps: &mut Vec<Step<'a>>) -> Result<(), Fault> {
    let mut scan = Scan::new(text, MAX_NESTING);
    loop {
        let opens = scan.peek();
        if scan.pos() >= at {
            return Ok(());
        }
        // At a value.
        let mut fresh = matches!(opens, Some(b'{' | b'['));
        if fresh {
            scan.enter()?;
        } else {
            scan.skip()?;
            if scan.pos() > at {
                return Ok(());
            }
        }
        match opens {
            Some(b'{') => steps.push(Step::Key(Cow::Borrowed(""), 0)),
            Some(b'[') => steps.push(Step::Index(0)),
            _ => {}
        }
        // Behind a value or an opening brace: up to the next value.
        loop {
            let more = match steps.last_mut() {
                None => return Ok(()),
                Some(Step::Key(name, value)) => match scan.next_key(&mut fresh)? {
                    Some(key) => {
                        (*name, *value) = (key.cow(), scan.at());
                        true
                    }
                    None => false,
                },
                Some(Step::Index(index)) => {
                    let first = fresh;
                    let more = scan.next_item(&mut fresh)?;
                    *index += usize::from(more && !first);
                    more
                }
            };
            if more {
                break;
            }
            if scan.pos() > at {
                return Ok(());
            }
            steps.pop();
            fresh = false;
        }
    }
}
