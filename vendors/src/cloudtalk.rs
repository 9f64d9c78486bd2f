/// CloudTalk Phone: a softphone that a single-page application embeds as an iframe.
///
/// It reports its calls and takes no commands. The application names itself in the frame's `src`.
//
// The document posts JSON text. All public listeners take objects too, and guard for events without
// an `internal_number` and for contacts without an `id`: so does this. They guard for events without
// `properties` as well, of which nothing could be said here but that they have drifted.
// CloudTalk's document prints one payload, `ringing`, and says that all six events look like it.
// Its page hides the two e-mail addresses behind a placeholder; the sample has made-up ones.
#[cti_runtime::protocol(
    vendor = "CloudTalk",
    origins("https://phone.cloudtalk.io"),
    envelope(text | object, tag = "event", content = "properties"),
    rename_all = "snake_case",
    frame(
        src = "https://phone.cloudtalk.io?partner={partner}",
        allow = "microphone *",
        min = (420, 700),
    ),
)]
pub mod cloudtalk {
    /// A call, from its first event to its last.
    #[states(key = call_uuid)]
    enum Call {
        /// An inbound call rings.
        Ringing,
        /// An outbound call rings at the other party.
        Dialing,
        /// The two parties talk.
        Talking,
        /// The user has ended the call; its session is being torn down.
        HungUp,
        /// The session is gone.
        #[end]
        Ended,
    }

    /// Phone → page. Every event names its call and both numbers, and the contact if one is known.
    #[event(each(
        /// The call that this is about, the same in all its events.
        call_uuid: Uuid,
        /// The other party's number.
        external_number: PhoneNumber,
        /// The CloudTalk number that is called, or calls.
        internal_number: Option<PhoneNumber>,
        /// Who the other party is; absent for a number that belongs to no contact.
        contact: Option<Contact>,
    ))]
    pub enum Event {
        /// An inbound call rings: the moment for a screen pop.
        #[moves(Call: new => Ringing)]
        #[sample(file = "cloudtalk/ringing.json")]
        #[sample({"event": "ringing", "properties": {
            "call_uuid": "12345678-1234-1234-123a-012345a6789b",
            "external_number": "+442079460101", "contact": {"name": "Ada Example"}}})]
        Ringing,
        /// The user has started an outbound call.
        #[moves(Call: new => Dialing)]
        #[sample({"event": "dialing", "properties": {
            "call_uuid": "12345678-1234-1234-123a-012345a6789b",
            "external_number": "+442079460101", "internal_number": "+12025550101"}})]
        Dialing,
        /// The call was answered, on either side.
        #[moves(Call: Ringing | Dialing => Talking)]
        #[sample({"event": "calling", "properties": {
            "call_uuid": "12345678-1234-1234-123a-012345a6789b",
            "external_number": "+442079460101", "internal_number": "+12025550101"}})]
        Calling,
        /// The user has pressed the button that ends the call; `ended` follows.
        #[moves(Call: Ringing | Dialing | Talking => HungUp)]
        #[sample({"event": "hangup", "properties": {
            "call_uuid": "12345678-1234-1234-123a-012345a6789b",
            "external_number": "+442079460101", "internal_number": "+12025550101"}})]
        Hangup,
        /// The call is over, however it ended.
        // The document: it follows `hangup`, but comes alone after a rejection, a failure or an
        // error.
        #[moves(Call: * => Ended)]
        #[sample({"event": "ended", "properties": {
            "call_uuid": "12345678-1234-1234-123a-012345a6789b",
            "external_number": "+442079460101", "internal_number": "+12025550101"}})]
        Ended,
        /// The contact of a call has become known, or has changed.
        #[sample({"event": "contact_info", "properties": {
            "call_uuid": "12345678-1234-1234-123a-012345a6789b",
            "external_number": "+442079460101", "internal_number": "+12025550101",
            "contact": {"id": 7, "name": "Ada Example"}}})]
        ContactInfo,
    }

    /// A person or a company in CloudTalk's address book.
    // The document shows one that has everything and says of no field that it may be missing: what
    // a contact can exist without is read as missing all the same.
    #[data]
    #[personal]
    pub struct Contact {
        /// CloudTalk's number for it.
        id: Option<u64>,
        /// Its full name.
        name: String,
        /// Where the person works.
        company: Option<String>,
        /// Its e-mail addresses.
        #[default]
        contact_emails: Vec<String>,
        /// All its phone numbers.
        #[default]
        contact_numbers: Vec<PhoneNumber>,
        /// The same contact in other systems.
        #[default]
        external_urls: Vec<ExternalUrl>,
        /// Labels that the customer's users have given it.
        #[default]
        tags: Vec<String>,
    }

    /// A contact's page in another system.
    #[data]
    pub struct ExternalUrl {
        /// The system's name, as the integration was registered.
        external_system: String,
        /// The page.
        external_url: Url,
    }
}
