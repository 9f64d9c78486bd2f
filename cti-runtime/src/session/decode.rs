//! From admitted JSON to a message: which one it is, and reading it into a blank one.

use super::admit::Admitted;
use super::needs::{ENVELOPES, QUESTIONS};
use super::order::Order;
use super::received::{Drifted, Reason, Refusal, Unknown};
use crate::codec::{self, Fault, Fill, Found, JsonReader, Miss, Reader, Tagged};
use crate::protocol::{Family, FamilyTable, New, Part, Requests, Row};

/// Where a message goes, whatever its type.
pub trait Slot {
    /// Puts a message there. A blank one is then read into.
    fn make(&mut self, new: New) -> &mut dyn Fill;
}

impl<F: Family> Slot for F {
    fn make(&mut self, new: New) -> &mut dyn Fill {
        *self = F::make(new);
        self.record_mut()
    }
}

/// Which message admitted JSON is.
pub(super) struct Envelope<'a> {
    json: &'a str,
    /// The string of which a codec made the JSON.
    posted: Option<&'a str>,
    table: &'static FamilyTable,
    nesting: u16,
    how: How<'a>,
}

/// How a message stands in its JSON.
enum How<'a> {
    /// In the envelope of its family.
    Posted(Tagged<'a>),
    /// Alone: as the arguments of a function, or as what a subscriber is called with.
    Bare {
        name: &'a str,
        row: Option<usize>,
        read: fn(&str, &mut dyn Fill, u16) -> Result<(), Fault>,
    },
}

pub(super) const NO_TAG: Refusal = Refusal::new(Reason::NoTag);

/// Finds out which message was posted.
#[inline]
pub(super) fn posted<'a>(
    admitted: &Admitted<'a>,
    table: &'static FamilyTable,
    nesting: u16,
) -> Result<Envelope<'a>, Refusal> {
    let found = codec::find_tag(admitted.json(), table, nesting);
    envelope(admitted, table, nesting, found)
}

/// As [`posted`], for a session: without what [none of a program's](ENVELOPES) needs.
#[inline]
pub(super) fn heard<'a>(
    admitted: &Admitted<'a>,
    table: &'static FamilyTable,
    nesting: u16,
) -> Result<Envelope<'a>, Refusal> {
    if ENVELOPES.is_there() {
        return posted(admitted, table, nesting);
    }
    let found = codec::find_plain_tag(admitted.json(), table.first(), nesting);
    envelope(admitted, table, nesting, found)
}

#[inline]
fn envelope<'a>(
    admitted: &Admitted<'a>,
    table: &'static FamilyTable,
    nesting: u16,
    found: Result<Tagged<'a>, Miss>,
) -> Result<Envelope<'a>, Refusal> {
    match found {
        Ok(tagged) => Ok(Envelope {
            json: admitted.json(),
            posted: admitted.posted(),
            table,
            nesting,
            how: How::Posted(tagged),
        }),
        Err(miss) => Err(missed(miss)),
    }
}

fn missed(miss: Miss) -> Refusal {
    match miss {
        Miss::NotOurs => NO_TAG,
        Miss::Malformed(fault) => Refusal::malformed(fault),
    }
}

/// Finds a function, whose arguments were admitted, or a subscription.
pub(super) fn named<'a>(
    admitted: &Admitted<'a>,
    table: &'static FamilyTable,
    name: &'a str,
    is_call: bool,
    nesting: u16,
) -> Envelope<'a> {
    let read = if is_call {
        codec::read_arguments
    } else {
        read_fired
    };
    let row = table.find(name);
    Envelope {
        json: admitted.json(),
        posted: None,
        table,
        nesting,
        how: How::Bare { name, row, read },
    }
}

impl Envelope<'_> {
    /// How the message is answered, if it is a request.
    #[inline]
    pub(super) fn requests(&self) -> Option<&'static Requests> {
        match &self.how {
            How::Posted(tagged) if QUESTIONS.is_there() => tagged.part().requests,
            How::Posted(_) | How::Bare { .. } => None,
        }
    }

    /// The id of a request, as JSON.
    pub(super) fn request_id(&self, requests: &Requests) -> Result<&str, Fault> {
        codec::request_id(self.json, requests.id.key, self.nesting)
    }

    /// The message as JSON.
    pub(super) const fn json(&self) -> &str {
        self.json
    }

    /// The message's row and its place in the table; `None` if the declaration doesn't list its tag.
    #[inline]
    pub(super) fn row(&self) -> Option<(usize, &'static Row)> {
        let row = match &self.how {
            How::Posted(tagged) => match tagged.found {
                Found::Row(row) => row.into(),
                Found::Unknown(_) => return None,
            },
            How::Bare { row, .. } => (*row)?,
        };
        Some((row, self.table.row(row)?))
    }

    /// Reads the message into a blank one of its row.
    #[inline]
    pub(super) fn read(&self, row: &Row, record: &mut dyn Fill) -> Result<(), Fault> {
        let (json, nesting) = (self.json, self.nesting);
        match &self.how {
            How::Posted(tagged) => codec::read_body(json, tagged, row, record, nesting),
            How::Bare { read, .. } => read(json, record, nesting),
        }
    }

    /// Why the message is refused, which turned out malformed.
    #[cold]
    pub(super) fn refusal(&self, why: Fault) -> Refusal {
        match &self.how {
            How::Posted(tagged) => {
                missed(codec::why_malformed(self.json, tagged, why, self.nesting))
            }
            How::Bare { .. } => Refusal::malformed(why),
        }
    }

    /// Reads what can be read of a message that has drifted; gives the fields that could, a bit each.
    #[cold]
    pub(super) fn read_leniently(&self, row: &Row, record: &mut dyn Fill) -> u64 {
        let (json, nesting) = (self.json, self.nesting);
        match &self.how {
            How::Posted(tagged) => codec::read_body_leniently(json, tagged, row, record, nesting),
            How::Bare { .. } => 0,
        }
    }

    /// The message, if the declaration doesn't list its tag.
    #[inline]
    pub(super) fn unknown(&self) -> Result<Unknown, Refusal> {
        let (json, nesting) = (self.json, self.nesting);
        match &self.how {
            How::Posted(tagged) => {
                let Found::Unknown(token) = tagged.found else {
                    return Err(NO_TAG);
                };
                codec::check_unknown(json, tagged, nesting).map_err(|why| self.refusal(why))?;
                let part = self.table.index_of(tagged.part());
                Ok(Unknown::tagged(json, self.posted, token, tagged, part))
            }
            How::Bare { name, .. } => {
                codec::check(json, &[], nesting).map_err(Refusal::malformed)?;
                Ok(Unknown::new((*name).into(), json.to_owned(), None))
            }
        }
    }

    /// The part of the table that took a message which was posted.
    #[inline]
    pub(super) fn part(&self) -> Option<&'static Part> {
        match &self.how {
            How::Posted(tagged) => Some(tagged.part()),
            How::Bare { .. } => None,
        }
    }

    /// The message, of which this doesn't fit.
    #[cold]
    pub(super) fn drifted(&self, row: &Row, why: Fault, order: Order) -> Drifted {
        Drifted {
            name: row.tag,
            json: self.json.to_owned(),
            posted: self.posted.map(str::to_owned),
            why,
            order,
        }
    }
}

fn read_fired(json: &str, record: &mut dyn Fill, nesting: u16) -> Result<(), Fault> {
    let mut reader = JsonReader::new(json, nesting);
    let read = if record.shape().whole {
        record.set(0, &mut reader)
    } else {
        reader.skip()
    };
    read.and_then(|()| reader.end())
        .or_else(|fault| codec::check(json, &["result", "error"], nesting).and(Err(fault)))
}
