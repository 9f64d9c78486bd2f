/// Cloudtalk, as `cti infer` found it in a recording.
//
// The other side is https://phone.cloudtalk.io in window 1: 32 messages from there, 0 messages of
// the page's.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://phone.cloudtalk.io.evil.example in window 1.
// - 1 message from http://phone.cloudtalk.io in window 1.
// - 1 message from https://phone.cloudtalk.io/ in window 1.
// - 1 message from null in window 1.
// - 1 message from https://phone.cloudtalk.io in window 4.
// - 1 message: a list.
// - 1 message: cut off, or no JSON.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 string: no JSON, such as `setImmediate$0.5$1`.
// - 2 messages without a tag that the others have: `properties` and `type`.
#[cti_runtime::protocol(
    vendor = "Cloudtalk",
    origins("https://phone.cloudtalk.io"),
    envelope(text | object, tag = "event", content = "properties"),
    rename_all = "snake_case"
)]
pub mod cloudtalk {
    // A proposal, from 9 calls that `call_uuid` tells apart; look at it before you believe it:
    //
    // #[states(key = call_uuid)]
    // enum Leg {
    //     Ringing,
    //     Calling,
    //     ContactInfo,
    //     Hangup,
    //     #[end]
    //     Ended,
    //     Dialing,
    //     #[end]
    //     Voicemail,
    // }
    //
    // Ringing: #[moves(Leg: new => Ringing)], seen 4 times
    // Calling: #[moves(Leg: new => Calling)], seen 1 time
    // Calling: #[moves(Leg: Ringing => Calling)], seen 2 times
    // Calling: #[moves(Leg: Dialing => Calling)], seen 1 time
    // ContactInfo: #[moves(Leg: Calling => ContactInfo)], seen 1 time
    // Hangup: #[moves(Leg: Calling => Hangup)], seen 1 time
    // Hangup: #[moves(Leg: ContactInfo => Hangup)], seen 1 time
    // Hangup: #[moves(Leg: Dialing => Hangup)], seen 1 time
    // Ended: #[moves(Leg: new => Ended)], seen 1 time
    // Ended: #[moves(Leg: Ringing => Ended)], seen 2 times
    // Ended: #[moves(Leg: Calling => Ended)], seen 2 times
    // Ended: #[moves(Leg: Hangup => Ended)], seen 3 times
    // Dialing: #[moves(Leg: new => Dialing)], seen 2 times
    // Voicemail: #[moves(Leg: new => Voicemail)], seen 1 time

    /// Cloudtalk → page.
    #[event]
    pub enum Event {
        /// Seen 4 times.
        #[sample({"event": "ringing",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12 02 5550 1231", "internal_number": "+1 202 555 0123",
                  "contact": {"id": 1234, "name": "Ada Example", "company": "Ada Example",
                  "contact_emails": ["ada@example.com"], "contact_numbers": ["+12 02 5550 1231"],
                  "external_urls": [{"external_system": "example",
                  "external_url": "https://crm.example/1"}], "tags": ["example"]}}})]
        #[sample({"event": "ringing",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12025550123", "internal_number": "+1 202 555 0123"}})]
        Ringing {
            call_uuid: Uuid,
            external_number: PhoneNumber,
            internal_number: PhoneNumber,
            // In 2 of 4. Null 1 time.
            contact: Option<Contact>,
        },
        /// Seen 4 times.
        #[sample({"event": "calling",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12 02 5550 1231", "internal_number": "+1 202 555 0123",
                  "contact": {"id": 1234, "name": "Ada Example", "company": "Ada Example",
                  "contact_emails": ["ada@example.com"], "contact_numbers": ["+12 02 5550 1231"],
                  "external_urls": [{"external_system": "example",
                  "external_url": "https://crm.example/1"}], "tags": ["example"]}}})]
        #[sample({"event": "calling",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12025550123", "internal_number": "+1 202 555 0123"}})]
        Calling {
            call_uuid: Uuid,
            external_number: PhoneNumber,
            internal_number: PhoneNumber,
            // In 3 of 4.
            contact: Option<Contact>,
        },
        /// Seen 1 time.
        #[sample({"event": "contact_info",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12 02 5550 1231", "internal_number": "+1 202 555 0123",
                  "contact": {"id": 1234, "name": "Ada Example", "company": "Ada Example",
                  "contact_emails": ["ada@example.com"], "contact_numbers": ["+12 02 5550 1231"],
                  "external_urls": [{"external_system": "example",
                  "external_url": "https://crm.example/1"}], "tags": ["example", "example"]}}})]
        ContactInfo {
            call_uuid: Uuid,
            external_number: PhoneNumber,
            internal_number: PhoneNumber,
            contact: Contact,
        },
        /// Seen 4 times.
        // Without content 1 time.
        #[sample({"event": "hangup",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12 02 5550 1231", "internal_number": "+1 202 555 0123",
                  "contact": {"id": 1234, "name": "Ada Example", "company": "Ada Example",
                  "contact_emails": ["ada@example.com"], "contact_numbers": ["+12 02 5550 1231"],
                  "external_urls": [{"external_system": "example",
                  "external_url": "https://crm.example/1"}], "tags": ["example"]}}})]
        #[sample({"event": "hangup"})]
        Hangup {
            // In 3 of 4.
            call_uuid: Option<Uuid>,
            // In 3 of 4.
            external_number: Option<PhoneNumber>,
            // In 3 of 4.
            internal_number: Option<PhoneNumber>,
            // In 2 of 4.
            contact: Option<Contact>,
        },
        /// Seen 9 times.
        #[sample({"event": "ended",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12 02 5550 1231", "internal_number": "+1 202 555 0123",
                  "contact": {"id": 1234, "name": "Ada Example", "company": "Ada Example",
                  "contact_emails": ["ada@example.com"], "contact_numbers": ["+12 02 5550 1231"],
                  "external_urls": [{"external_system": "example",
                  "external_url": "https://crm.example/1"}], "tags": ["example"]}}})]
        #[sample({"event": "ended",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12025550123", "internal_number": "+1 202 555 0123"}})]
        Ended {
            call_uuid: String,
            external_number: PhoneNumber,
            internal_number: PhoneNumber,
            // In 2 of 9.
            contact: Option<Contact>,
        },
        /// Seen 2 times.
        #[sample({"event": "dialing",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+120255501231", "internal_number": "+1 202 555 0123",
                  "contact": {"id": 1, "name": "Ada Example"}}})]
        #[sample({"event": "dialing",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12025550123", "internal_number": "+1 202 555 0123"}})]
        Dialing {
            call_uuid: Uuid,
            external_number: PhoneNumber,
            internal_number: PhoneNumber,
            // In 1 of 2.
            contact: Option<Contact>,
        },
        /// Seen 1 time.
        #[sample({"event": "voicemail",
                  "properties": {"call_uuid": "00000000-0000-4000-8000-000000000001",
                  "external_number": "+12025550123", "internal_number": "+1 202 555 0123"}})]
        Voicemail {
            call_uuid: Uuid,
            external_number: PhoneNumber,
            internal_number: PhoneNumber,
        },
    }

    /// Seen 10 times, under `contact`.
    #[data]
    #[personal]
    pub struct Contact {
        id: Id,
        name: String,
        // In 5 of 10.
        company: Option<String>,
        // In 5 of 10.
        contact_emails: Option<Vec<String>>,
        // In 5 of 10.
        contact_numbers: Option<Vec<PhoneNumber>>,
        // In 5 of 10.
        external_urls: Option<Vec<ExternalUrl>>,
        // In 5 of 10.
        tags: Option<Vec<String>>,
    }

    /// Seen 5 times, under `external_url`.
    #[data]
    pub struct ExternalUrl {
        external_system: String,
        external_url: Url,
    }
}
