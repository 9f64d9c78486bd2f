//! Messages: the tag, the envelope, the body, ids and answers.
//!
//! Given a [table](crate::table), [`find_tag`] says which message a text is, [`read_body`] reads it
//! into its record, and [`encode`] writes one. What an envelope has in other objects is [lifted](Lifted)
//! before. Rules, origins and requests that wait are the
//! [session](crate::session)'s.

mod answer;
mod callback;
mod encode;
mod envelope;
mod failure;
mod found_object;
mod lift;
mod object;
mod outgoing;
mod reply;
mod settled;
mod snapshot;
mod stamps;
mod tag;
mod unknown;
mod unlift;

pub use encode::encode;
pub use envelope::{
    read_arguments, read_body, read_body_leniently, read_named_arguments, write_arguments,
    write_message, write_named_arguments,
};
pub use failure::Failure;
pub use found_object::FoundObject;
pub use lift::{Lifted, Paths};
pub use outgoing::Outgoing;
pub use reply::Answer;
#[doc(hidden)]
pub use reply::not_an_answer;
pub use settled::{RequestId, Settled};
pub use stamps::{SessionFields, Stamps, Unsent};
pub use tag::{Found, Miss, Tagged, check_unknown, find_tag, reported, why_malformed};
pub use unknown::{ContentError, Unknown};

pub(crate) use answer::{
    Answered, Value, id_text, read_answer, request_id, write_answer, write_request, write_unknown,
};
pub(crate) use callback::{Heard, check_callback, read_callback, write_callback, write_heard};
pub(crate) use envelope::write_row;
pub(crate) use tag::find_plain_tag;
pub(crate) use unlift::unlift;
