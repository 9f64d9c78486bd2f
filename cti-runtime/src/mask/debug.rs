//! `Debug` of records and values. For generated code.

use core::fmt::{self, Formatter};

use crate::json::{Put, Wire, Writer};

/// Shows a record: `Name {"field":value}` with personal data masked, or just the name if no field is
/// written.
pub fn debug(name: &str, record: &dyn Put, f: &mut Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    f.write_str(name)?;
    let mut out = Writer::masked();
    if shape.whole {
        record.put(&mut out);
        write!(f, "({})", out.as_str())?;
        out = Writer::masked();
    }
    out.raw("{");
    if !shape.whole {
        record.put(&mut out);
    }
    record.put_beside(&mut out);
    out.raw("}");
    if out.as_str() != "{}" {
        write!(f, " {}", out.as_str())?;
    }
    Ok(())
}

/// Shows a value as JSON with personal data masked.
pub fn debug_value(value: &impl Wire, f: &mut Formatter<'_>) -> fmt::Result {
    let mut out = Writer::masked();
    value.write(&mut out);
    f.write_str(out.as_str())
}
