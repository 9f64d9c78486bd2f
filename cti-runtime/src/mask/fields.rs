//! The fields of a record, as JSON.

use crate::json::{Put, Writer};

/// The fields of a record as JSON, personal data masked.
pub(crate) fn fields(record: &dyn Put) -> String {
    let mut out = Writer::masked();
    if record.shape().whole {
        record.put(&mut out);
    } else {
        out.raw("{");
        record.put(&mut out);
        record.put_beside(&mut out);
        out.raw("}");
    }
    out.into_string()
}
