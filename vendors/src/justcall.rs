/// JustCall: a dialer that a web page embeds as an iframe.
///
/// It reports calls and text messages, takes a number to dial, and says whether somebody is logged
/// in. No message says that the dialer is there: the frame's `load` event does.
///
/// Declared from `@justcall/justcall-dialer-sdk` 1.4.2 on npm, its types, its code and its README.
/// Uncertain: whether a call that nobody answers ends with `call-ended`; what else `answered_status`
/// says; how `received_at` writes a time; what `logged-in-status` has beside `logged_in` when nobody
/// is logged in.
//
// The SDK's code loads the dialer's own page; the README's last section still shows an older one,
// and a permission (`hid`) more. The SDK checks the origin of no message.
// It has no deadline: of two questions that wait it hands the first answer to the second, and the first
// one waits for ever; so does one that was asked before the dialer's page listens, though its frame has
// loaded, or that a reload cuts off.
#[cti_runtime::protocol(
    vendor = "JustCall",
    origins("https://app.justcall.io"),
    envelope(object),
    frame(
        src = "https://app.justcall.io/dialer",
        allow = "microphone; autoplay; clipboard-read; clipboard-write",
        size = (365, 610),
    ),
)]
pub mod justcall {
    /// Whether somebody is logged in. The README ties no command to it.
    #[states]
    enum Login {
        /// The dialer shows its login page.
        LoggedOut,
        /// Calls and texts come in.
        LoggedIn,
    }

    /// A call, from its first event to its last.
    #[states(key = call_sid)]
    enum Call {
        /// It rings, in either direction.
        Ringing,
        /// The two parties talk.
        Talking,
        /// It is over.
        #[end]
        Ended,
    }

    /// Dialer → page.
    #[event(
        tag = "name",
        content = "data",
        rename_all = "kebab-case",
        rename_all_fields = "snake_case"
    )]
    pub enum Event {
        /// Somebody has logged in or out.
        #[moves(Login: * => LoggedIn, if logged_in = true)]
        #[moves(Login: * => LoggedOut, if logged_in = false)]
        #[sample({"name": "logged-in-status", "data": {"logged_in": true,
                  "login_numbers": ["+1234567890", "+1987654321"],
                  "user_info": {"email": "user@example.com", "name": "John Doe"}}})]
        #[sample({"name": "logged-in-status", "data": {"logged_in": false}})]
        LoggedInStatus {
            /// Whether somebody is logged in now.
            logged_in: bool,
            /// The user's numbers.
            #[default]
            login_numbers: Vec<PhoneNumber>,
            /// Who it is.
            user_info: Option<User>,
        },
        /// A call rings, in either direction: the moment for a screen pop.
        #[moves(Call: new => Ringing)]
        #[sample({"name": "call-ringing", "data": {"direction": "inbound", "from": "+1234567890",
                  "to": "+1987654321", "call_sid": "abcdefgh123456"}})]
        CallRinging {
            /// Who calls whom.
            direction: Direction,
            /// The number that calls.
            from: PhoneNumber,
            /// The number that is called.
            to: PhoneNumber,
            /// The call's id, the same in all its events.
            call_sid: String,
        },
        /// A call was answered, on either side.
        #[moves(Call: Ringing => Talking)]
        #[sample({"name": "call-answered", "data": {"call_sid": "CAdemocallsid21345",
                  "direction": "inbound", "answered_status": "answered"}})]
        CallAnswered {
            /// The call.
            call_sid: String,
            /// Who called whom.
            direction: Direction,
            /// How it was answered: `answered` in the only example.
            answered_status: String,
        },
        /// A call is over.
        #[moves(Call: * => Ended)]
        #[sample({"name": "call-ended", "data": {"call_sid": "CAdemocallsid21345",
                  "direction": "inbound", "duration": 120}})]
        CallEnded {
            /// The call.
            call_sid: String,
            /// Who called whom.
            direction: Direction,
            /// Its length, in seconds.
            duration: u64,
        },
        /// A text message has come in.
        // The README's example has empty strings throughout.
        #[sample({"name": "sms-received", "data": {"message_sid": "", "from": "", "to": "",
                  "body": "", "received_at": ""}})]
        SmsReceived {
            /// The message's id.
            message_sid: String,
            /// The number that sent it.
            from: PhoneNumber,
            /// The user's number.
            to: PhoneNumber,
            /// The text.
            #[personal]
            body: String,
            /// When it came in; in which format isn't said.
            received_at: String,
        },
        /// The answer to the command of the same name: `true` or `false`, as a string.
        #[sample({"name": "is-logged-in", "data": "true"})]
        #[sample({"name": "is-logged-in", "data": "false"})]
        IsLoggedIn(Text<bool>),
    }

    /// Page → dialer.
    #[command(tag = "type", rename_all = "kebab-case")]
    pub enum Command {
        /// Puts a number into the dialer; the user still has to call it.
        #[sample({"type": "dial-number", "phoneNumber": "+1234567890"})]
        DialNumber {
            /// The number.
            phone_number: PhoneNumber,
        },
        /// Asks whether somebody is logged in.
        #[reply(IsLoggedIn)]
        #[sample({"type": "is-logged-in"})]
        IsLoggedIn,
    }

    /// Who calls whom.
    #[data(open)]
    pub enum Direction {
        /// The user is called.
        Inbound,
        /// The user calls.
        Outbound,
    }

    /// A user of JustCall.
    #[data]
    #[personal]
    pub struct User {
        /// The e-mail address of the account.
        email: String,
        /// The full name.
        name: String,
    }
}
