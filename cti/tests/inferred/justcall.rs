/// Justcall, as `cti infer` found it in a recording.
//
// The other side is https://app.justcall.io in window 1: 17 messages from there, 3 messages of the
// page's.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://app.justcall.io.evil.example in window 1.
// - 1 message from http://app.justcall.io in window 1.
// - 1 message from https://app.justcall.io/dialer in window 1.
// - 1 message from null in window 1.
// - 1 message from https://app.justcall.io in window 5.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 message without a tag that the others have, as development tools post them: `type`.
#[cti_runtime::protocol(
    vendor = "Justcall",
    origins("https://app.justcall.io"),
    rename_all = "kebab-case",
    rename_all_fields = "snake_case"
)]
pub mod justcall {
    // A proposal, from 2 calls that `call_sid` tells apart; look at it before you believe it:
    //
    // #[states(key = call_sid)]
    // enum Leg {
    //     CallRinging,
    //     CallAnswered,
    //     CallEnded,
    //     CallOnHold,
    // }
    //
    // CallRinging: #[moves(Leg: new => CallRinging)], seen 2 times
    // CallAnswered: #[moves(Leg: CallRinging => CallAnswered)], seen 1 time
    // CallAnswered: #[moves(Leg: CallEnded => CallAnswered)], seen 1 time
    // CallEnded: #[moves(Leg: CallAnswered => CallEnded)], seen 2 times
    // CallEnded: #[moves(Leg: CallOnHold => CallEnded)], seen 1 time
    // CallOnHold: #[moves(Leg: CallRinging => CallOnHold)], seen 1 time

    /// Justcall → page.
    #[event(envelope(object, tag = "name", content = "data"))]
    pub enum Event {
        /// Seen 3 times.
        #[reply(IsLoggedIn)]
        #[sample({"name": "is-logged-in", "data": "false"})]
        IsLoggedIn(Text<bool>),
        /// Seen 2 times.
        #[sample({"name": "logged-in-status", "data": {"logged_in": true,
                  "login_numbers": ["+12025550123", "+120255501231"],
                  "user_info": {"email": "ada@example.com", "name": "Ada Example"}}})]
        #[sample({"name": "logged-in-status", "data": {"logged_in": false}})]
        LoggedInStatus {
            logged_in: bool,
            // In 1 of 2.
            login_numbers: Option<Vec<PhoneNumber>>,
            // In 1 of 2.
            user_info: Option<UserInfo>,
        },
        /// Seen 2 times.
        #[sample({"name": "call-ringing", "data": {"direction": "inbound", "from": "+12025550123",
                  "to": "+12025550123", "call_sid": "CA1234"}})]
        CallRinging {
            direction: Direction,
            from: PhoneNumber,
            to: PhoneNumber,
            call_sid: String,
        },
        /// Seen 2 times.
        #[sample({"name": "call-answered", "data": {"call_sid": "CA1234", "direction": "inbound",
                  "answered_status": "answered"}})]
        CallAnswered {
            call_sid: String,
            direction: Direction,
            answered_status: String,
        },
        /// Seen 1 time.
        #[sample({"name": "sms-received", "data": {"message_sid": "SM1234",
                  "from": "+12025550123", "to": "+12025550123", "body": "Some text.",
                  "received_at": "2026-01-31 09:30:00"}})]
        SmsReceived {
            message_sid: String,
            from: PhoneNumber,
            to: PhoneNumber,
            #[personal]
            body: String,
            received_at: DateTime,
        },
        /// Seen 3 times.
        #[sample({"name": "call-ended", "data": {"call_sid": "CA1234", "direction": "inbound",
                  "duration": 60}})]
        CallEnded {
            call_sid: String,
            direction: Direction,
            // Not always the same: a number (2), a string (1).
            duration: Json,
        },
        /// Seen 1 time.
        #[sample({"name": "call-on-hold", "data": {"call_sid": "CA1234"}})]
        CallOnHold { call_sid: String },
    }

    /// Page → Justcall.
    #[command(envelope(object, tag = "type"), rename_all_fields = "camelCase")]
    pub enum Command {
        /// Seen 2 times.
        #[reply(IsLoggedIn)]
        #[sample({"type": "is-logged-in"})]
        IsLoggedIn,
        /// Seen 1 time.
        #[sample({"type": "dial-number", "phoneNumber": "+120255501231"})]
        DialNumber { phone_number: PhoneNumber },
    }

    /// Seen 7 times, with 2 values.
    #[data(open)]
    pub enum Direction {
        Inbound,
        Outbound,
    }

    /// Seen 1 time, under `user_info`.
    #[data]
    pub struct UserInfo {
        #[personal]
        email: String,
        #[personal]
        name: String,
    }
}
