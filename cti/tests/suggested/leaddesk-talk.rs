#[cti_runtime::protocol(
    vendor="LeadDesk",
    origins("https://login-*.leaddesk.com"),
    envelope(object | text, tag = "action"),
    frame(src = "https://login-{cluster}.leaddesk.com/" , allow = "microphone *" , size =(400 , 800)),
)]
pub mod leaddesk_talk {
    #[states]
     enum Agent {
        LoggedOut,
        LoggedIn,
    }
    #[states]
     enum Line {
        Idle,
        Ringing,
        Talking,
        AfterCall,
    }
    #[event]
    pub enum Event {
        #[moves(Agent: LoggedOut => LoggedIn)] Login {
            language: String,
            origin: String,
        },
        #[moves(Agent: LoggedIn => LoggedOut)] Logout,
        #[moves(Line: Idle | AfterCall => Ringing)] Call {
        id: Id,
            number: PhoneNumber,
            direction: Direction,
            ring_start: DateTime,
        },
        #[moves(Line: Ringing => Talking)] Connected {
        call_start: Json,
        },
        #[moves(Line: Ringing | Talking => AfterCall)] Disconnected {
            call_end: DateTime,
            #[personal] record_url: Option < Url >,
        },
        #[moves(Line: AfterCall => Idle)] Completed {
            call: CompletedCall,
        },
        Sms {
            #[personal] sms: String,
            call_id: Option < u64 >,
        },
        Error {
            message: String,
        },
        Jwt {
            jwt: Secret < String >,
        },
        #[rename("queueStatus")] QueueStatus { waiting: u64 },
    }
    #[command]
    pub enum Command {
        #[only(Agent: LoggedIn)] UseSettings {
            prevent_manual_calling: Option < bool >,
        },
        #[only(Agent: LoggedIn)] Call {
            number: PhoneNumber,
            autocall: bool,
        },
        Answer,
        Hangup,
        Reset,
        SetStatus {
            enabled: bool,
        },
        SetMetadata {
            #[personal] metadata: Map < Json >,
        },
        #[reply(Jwt , or = Error)] GetJwt,
    }
    #[data(open)]
    pub enum Direction {
        In,
        Out,
        Conference,
    }
    #[data]
    pub struct CompletedCall {
        id: u64,
        direction: Direction,
        #[null] to: Option < PhoneNumber >,
        #[null] from: Option < PhoneNumber >,
        answered: bool,
        #[null] call_start: Option < DateTime >,
        #[null] talk_start: Option < DateTime >,
        #[null] call_end: Option < DateTime >,
        #[null] duration: Option < u64 >,
        #[null] #[personal] comment: Option < String >,
        #[null] #[personal] record_url: Option < Url >,
        #[null] reason: Option < Reason >,
    }
    #[data]
    pub struct Reason {
        name: String,
        #[null] logical_name: Option < String >,
    }
}
