//! UUIDs.

use super::fault::{Fault, FaultKind};
use super::record::{CallKey, Reader};
use super::value_type::Type;
use super::wire::Wire;
use super::writer::Writer;
use uuid::Uuid;

impl Wire for Uuid {
    const TYPE: Type = Type::Uuid;
    fn blank() -> Self {
        Self::nil()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        let value = uuid(reader.str()?.as_bytes());
        *self = value.ok_or(Fault::new(FaultKind::Value("a UUID"), at))?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.str(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }
    fn call_key(&self) -> Option<CallKey> {
        Some(CallKey::Uuid(self.as_u128()))
    }
}

/// The value of a hexadecimal digit.
fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' | b'a'..=b'f' => Some((byte | 0x20) - b'a' + 10),
        _ => None,
    }
}

/// A UUID in any of the forms that [`Uuid`] has: with hyphens, and then perhaps in braces or behind
/// `urn:uuid:`; or without.
#[inline(never)] // one, not one for each field
fn uuid(text: &[u8]) -> Option<Uuid> {
    const URN: &[u8] = b"urn:uuid:";
    let text = match text.split_at_checked(URN.len()) {
        Some((urn, rest)) if rest.len() == 36 && urn.eq_ignore_ascii_case(URN) => rest,
        _ if text.len() == 38 => text.strip_prefix(b"{")?.strip_suffix(b"}")?,
        _ => text,
    };
    let hyphens = match text.len() {
        32 => 0,
        36 => 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23,
        _ => return None,
    };
    let mut bytes = [0; 16];
    let mut digits = 0;
    for (place, &byte) in text.iter().enumerate() {
        if hyphens >> place & 1_u64 == 0 {
            let into = bytes.get_mut(digits / 2)?;
            *into = *into << 4 | hex(byte)?;
            digits += 1;
        } else if byte != b'-' {
            return None;
        }
    }
    Some(Uuid::from_bytes(bytes))
}
