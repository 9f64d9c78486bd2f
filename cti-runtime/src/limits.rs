//! How much a session takes before it refuses.

/// The deepest nesting that a reader goes into, whatever it is told: with it, the worst message
/// needs less than half a megabyte of stack in a debug build.
pub(crate) const MAX_NESTING: u16 = 128;

/// How much a session takes before it refuses.
///
/// What is beyond a limit is refused and reported, never cut off.
///
/// | limit | is | at least | at most |
/// |---|---|---|---|
/// | [`message_bytes`](Self::message_bytes) | 256 KiB | 64 B | 1 GiB |
/// | [`nesting`](Self::nesting) | 64 | 1 | 128 |
/// | [`open_calls`](Self::open_calls) | 1024 | 1 | |
/// | [`waiting_replies`](Self::waiting_replies) | 256 | 0 | |
/// | [`stream_items`](Self::stream_items) | 256 | 1 | |
/// | [`unanswered`](Self::unanswered) | 256 | 1 | |
/// | [`outbox`](Self::outbox) | 1024 | 1 | |
///
/// ```
/// use cti_runtime::Limits;
///
/// let limits = Limits::default().with_message_bytes(64 * 1024).with_nesting(16);
/// assert_eq!(limits.nesting(), 16);
/// ```
///
/// A session is given its limits when it is made:
///
/// ```
/// use cti_runtime::{Limits, OriginPolicy, Protocol, Session, Source, protocol::Window};
///
/// fn strict<P: Protocol<Transport = Window>>() -> Session<P> {
///     let limits = Limits::default().with_message_bytes(64 * 1024).with_open_calls(32);
///     Session::new(OriginPolicy::declared::<P>(), Source(1)).with_limits(limits)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    message_bytes: usize,
    nesting: u16,
    open_calls: usize,
    waiting_replies: usize,
    unanswered: usize,
    stream_items: usize,
    outbox: usize,
}

impl Limits {
    /// The longest text, in bytes, by which a keyed state machine tracks a call, and the longest id of a
    /// request. No vendor's ids come near it. A message with a longer one is delivered, and moves no
    /// machine; a request with a longer one has drifted.
    pub const CALL_KEY_BYTES: usize = 256;

    /// The limits that a session has unless it is given others.
    pub const DEFAULT: Self = Self {
        message_bytes: 256 * 1024,
        nesting: 64,
        open_calls: 1024,
        waiting_replies: 256,
        unanswered: 256,
        stream_items: 256,
        outbox: 1024,
    };

    /// The longest message that is read or written, in bytes of its JSON text.
    pub const fn message_bytes(&self) -> usize {
        self.message_bytes
    }

    /// How deep arrays and objects may nest, the envelope included.
    pub const fn nesting(&self) -> u16 {
        self.nesting
    }

    /// How many calls a keyed state machine keeps at a time; the oldest is forgotten.
    pub const fn open_calls(&self) -> usize {
        self.open_calls
    }

    /// How many requests may wait for their reply at a time; 0 forbids them.
    pub const fn waiting_replies(&self) -> usize {
        self.waiting_replies
    }

    /// How many requests of the other side are kept until this side answers them. When one more comes,
    /// the oldest is forgotten: it can't be answered any more, and its sender's deadline says so.
    pub const fn unanswered(&self) -> usize {
        self.unanswered
    }

    /// How many answers of a stream are kept until its owner takes them. When one more comes, the oldest is
    /// dropped, and the owner is told how many were.
    pub const fn stream_items(&self) -> usize {
        self.stream_items
    }

    /// How many messages may wait to be posted, those included that wait for a handshake.
    pub const fn outbox(&self) -> usize {
        self.outbox
    }

    /// With another [`message_bytes`](Self::message_bytes), brought within its bounds.
    #[must_use]
    pub const fn with_message_bytes(mut self, bytes: usize) -> Self {
        self.message_bytes = clamp(bytes, 64, 1 << 30);
        self
    }

    /// With another [`nesting`](Self::nesting), brought within its bounds.
    #[must_use]
    pub const fn with_nesting(mut self, levels: u16) -> Self {
        self.nesting = match levels {
            0 => 1,
            1..=MAX_NESTING => levels,
            _ => MAX_NESTING,
        };
        self
    }

    /// With another [`open_calls`](Self::open_calls), brought within its bounds.
    #[must_use]
    pub const fn with_open_calls(mut self, calls: usize) -> Self {
        self.open_calls = clamp(calls, 1, usize::MAX);
        self
    }

    /// With another [`waiting_replies`](Self::waiting_replies).
    #[must_use]
    pub const fn with_waiting_replies(mut self, replies: usize) -> Self {
        self.waiting_replies = replies;
        self
    }

    /// With another [`unanswered`](Self::unanswered), brought within its bounds.
    #[must_use]
    pub const fn with_unanswered(mut self, requests: usize) -> Self {
        self.unanswered = clamp(requests, 1, usize::MAX);
        self
    }

    /// With another [`stream_items`](Self::stream_items), brought within its bounds.
    #[must_use]
    pub const fn with_stream_items(mut self, items: usize) -> Self {
        self.stream_items = clamp(items, 1, usize::MAX);
        self
    }

    /// With another [`outbox`](Self::outbox), brought within its bounds.
    #[must_use]
    pub const fn with_outbox(mut self, messages: usize) -> Self {
        self.outbox = clamp(messages, 1, usize::MAX);
        self
    }
}

const fn clamp(value: usize, least: usize, most: usize) -> usize {
    if value < least {
        least
    } else if value > most {
        most
    } else {
        value
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_stay_where_they_are_safe() {
        let limits = Limits::default();
        assert_eq!(limits.with_nesting(0).nesting(), 1);
        assert_eq!(limits.with_nesting(u16::MAX).nesting(), MAX_NESTING);
        assert_eq!(limits.with_open_calls(0).open_calls(), 1);
        assert_eq!(
            limits.with_message_bytes(usize::MAX).message_bytes(),
            1 << 30
        );
    }
}
