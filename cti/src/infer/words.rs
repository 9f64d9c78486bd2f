//! What keys say of their values.

/// The words of a name, in small letters: `callId`, `call-id` and `CALL_ID` have the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let snake = cti_case::snake(&cti_case::foreign(name));
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn has(name: &str, known: &[&str]) -> bool {
    words(name).iter().any(|word| known.contains(&&**word))
}

fn last(name: &str, known: &[&str]) -> bool {
    let words = words(name);
    words.last().is_some_and(|word| known.contains(&&**word))
}

/// Whether a key names an id.
pub(super) fn is_id(key: &str) -> bool {
    has(
        key,
        &[
            "id",
            "ids",
            "uuid",
            "guid",
            "sid",
            "uid",
            "ref",
            "reference",
        ],
    )
}

/// Whether a key names what a request and its answer share.
pub(super) fn is_correlation(key: &str) -> bool {
    const WORDS: [&str; 12] = [
        "id",
        "uuid",
        "guid",
        "sid",
        "seq",
        "sequence",
        "correlation",
        "nonce",
        "ref",
        "reply",
        "request",
        "txn",
    ];
    has(key, &WORDS)
}

/// Whether a key names a phone number.
pub(super) fn is_phone(key: &str) -> bool {
    const WORDS: [&str; 15] = [
        "phone",
        "phones",
        "number",
        "numbers",
        "msisdn",
        "caller",
        "callee",
        "ani",
        "dnis",
        "cli",
        "mobile",
        "tel",
        "telephone",
        "extension",
        "e164",
    ];
    has(key, &WORDS) || is_end(key)
}

/// Whether a key names one end of a call.
pub(super) fn is_end(key: &str) -> bool {
    matches!(key, "from" | "to" | "From" | "To")
}

/// Whether a key names a point in time.
pub(super) fn is_moment(key: &str) -> bool {
    const WORDS: [&str; 17] = [
        "at",
        "date",
        "time",
        "timestamp",
        "start",
        "started",
        "end",
        "ended",
        "ts",
        "since",
        "until",
        "when",
        "created",
        "updated",
        "expires",
        "expiry",
        "on",
    ];
    has(key, &WORDS)
}

/// Whether a key names a secret.
pub(super) fn is_secret(key: &str) -> bool {
    const WORDS: [&str; 15] = [
        "token",
        "jwt",
        "password",
        "passwd",
        "pwd",
        "secret",
        "authorization",
        "authorisation",
        "credential",
        "credentials",
        "apikey",
        "otp",
        "csrf",
        "cookie",
        "passcode",
    ];
    let words = words(key);
    let pair = words
        .windows(2)
        .any(|pair| pair == ["api", "key"] || pair == ["access", "key"]);
    pair || words.iter().any(|word| WORDS.contains(&&**word))
}

/// Whether a key names something that is about a person, whatever its values look like.
pub(super) fn is_personal(key: &str) -> bool {
    const WORDS: [&str; 34] = [
        "email",
        "emails",
        "mail",
        "firstname",
        "lastname",
        "fullname",
        "surname",
        "username",
        "comment",
        "comments",
        "note",
        "notes",
        "address",
        "street",
        "city",
        "zip",
        "postcode",
        "birthday",
        "birthdate",
        "dob",
        "photo",
        "avatar",
        "picture",
        "thumbnail",
        "transcript",
        "sms",
        "body",
        "summary",
        "subject",
        "company",
        "recording",
        "voicemail",
        "gender",
        "nickname",
    ];
    let words = words(key);
    let first_of_name = |word: &str| {
        const OF: [&str; 24] = [
            "first",
            "last",
            "full",
            "user",
            "middle",
            "given",
            "family",
            "display",
            "nick",
            "from",
            "to",
            "caller",
            "callee",
            "contact",
            "customer",
            "agent",
            "person",
            "client",
            "lead",
            "owner",
            "patient",
            "company",
            "organisation",
            "object",
        ];
        OF.contains(&word)
    };
    let named = words.windows(2).any(|pair| match pair {
        [of, name] => name == "name" && first_of_name(of),
        _ => false,
    });
    let custom = words
        .windows(2)
        .any(|pair| pair == ["custom", "data"] || pair == ["search", "string"])
        || words
            .windows(2)
            .any(|pair| pair == ["record", "url"] || pair == ["search", "query"]);
    let word = words.iter().any(|word| WORDS.contains(&&**word));
    // Where something is reached, or a count or an id of it, tells of no person.
    let about = last(
        key,
        &[
            "id", "ids", "count", "path", "type", "status", "enabled", "allowed",
        ],
    );
    (named || custom || word) && !about
}

/// Whether a key names free text that people write.
pub(super) fn is_written(key: &str) -> bool {
    has(key, &["text", "message", "content", "description"])
}

/// Whether a key names a person, or something that has one's data.
pub(super) fn is_person(key: &str) -> bool {
    const WORDS: [&str; 26] = [
        "contact",
        "contacts",
        "customer",
        "customers",
        "user",
        "users",
        "agent",
        "agents",
        "person",
        "people",
        "caller",
        "callee",
        "client",
        "lead",
        "owner",
        "patient",
        "party",
        "member",
        "members",
        "participant",
        "participants",
        "assignee",
        "profile",
        "target",
        "employee",
        "recipient",
    ];
    let words = words(key);
    let about = words.last().is_some_and(|word| {
        [
            "id",
            "ids",
            "path",
            "type",
            "status",
            "state",
            "count",
            "settings",
            "authenticated",
        ]
        .contains(&&**word)
    });
    !about && words.iter().any(|word| WORDS.contains(&&**word))
}

/// Whether a key names an object whose keys are data.
pub(super) fn is_any_keys(key: &str) -> bool {
    const WORDS: [&str; 10] = [
        "metadata",
        "meta",
        "attributes",
        "variables",
        "extras",
        "extra",
        "headers",
        "tags",
        "labels",
        "dictionary",
    ];
    let pair = words(key);
    let custom = pair.windows(2).any(|pair| {
        pair == ["custom", "fields"]
            || pair == ["custom", "data"]
            || pair == ["custom", "attributes"]
    });
    custom || has(key, &WORDS)
}

/// Whether a key names one of a few words.
pub(super) fn is_choice(key: &str) -> bool {
    const WORDS: [&str; 21] = [
        "direction",
        "status",
        "state",
        "type",
        "kind",
        "reason",
        "role",
        "side",
        "mode",
        "channel",
        "priority",
        "level",
        "disposition",
        "result",
        "outcome",
        "action",
        "env",
        "region",
        "view",
        "code",
        "cause",
    ];
    last(key, &WORDS)
}

/// Whether a key says little of what stands under it.
pub(super) fn is_vague(key: &str) -> bool {
    const VAGUE: [&str; 17] = [
        "data", "datum", "item", "value", "result", "response", "payload", "object", "list",
        "content", "type", "kind", "error", "body", "info", "record", "entry",
    ];
    VAGUE.contains(&key)
}

/// A key in the singular: what one item of a list is called.
pub(super) fn singular(key: &str) -> String {
    let ends = |end: &str| key.ends_with(end) && key.len() > end.len() + 2;
    if ends("ies") {
        format!("{}y", key.trim_end_matches("ies"))
    } else if ends("sses") || ends("shes") || ends("ches") || ends("xes") {
        key.trim_end_matches("es").to_owned()
    } else if ends("s") && !key.ends_with("ss") && !key.ends_with("us") {
        key.trim_end_matches('s').to_owned()
    } else {
        key.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_by_their_words() {
        assert_eq!(words("callID"), ["call", "id"]);
        assert_eq!(words("user ID"), ["user", "id"]);
        assert!(is_personal("firstName") && is_personal("from_user_name") && is_personal("note"));
        assert!(!is_personal("queueName") && !is_personal("contactId") && !is_personal("name"));
        assert!(is_secret("accessToken") && is_secret("api_key") && !is_secret("key"));
        assert!(is_phone("external_number") && is_phone("from") && !is_phone("fromName"));
        assert_eq!(singular("companies"), "company");
        assert_eq!(singular("addresses"), "address");
        assert_eq!(singular("status"), "status");
    }
}
