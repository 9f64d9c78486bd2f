//! Each type that a declaration names.

use crate::model::{Reply, Transport, Type};
use crate::resolve::Resolved;

/// Looks at each type, and at those that it is made of.
pub(super) fn each<'a>(protocol: &'a Resolved<'a>, mut look: impl FnMut(&'a Type)) {
    let mut within = |ty: &'a Type| ty.each().for_each(&mut look);
    if let Transport::Library {
        error: Some(error), ..
    } = &protocol.transport
    {
        within(error);
    }
    for message in protocol.messages() {
        for field in message.body.each() {
            within(&field.ty);
        }
        if let Some(Reply::Callback { ok, error }) = &message.reply {
            within(ok);
            within(error);
        }
    }
    for data in &protocol.types {
        for ty in data.shape.types() {
            within(ty);
        }
    }
}
