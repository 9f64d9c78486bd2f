//! What a class for pages is typed with.

use cti_export::typescript_page;
use cti_runtime::Protocol;
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use cti_vendors::ringcentral::Ringcentral;

#[track_caller]
fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line}\nisn't in\n{text}");
    }
}

#[test]
fn it_comes_after_the_module_with_its_guard() {
    let description = LeaddeskTalk::description();
    let module = cti_export::typescript(description);
    assert!(typescript_page(description).starts_with(&module));
}

#[test]
fn each_event_has_a_function_under_its_tag() {
    let talk = typescript_page(LeaddeskTalk::description());
    has(
        &talk,
        &[
            "  /** An agent has logged in; click-to-call may be offered from here on. */\n  \
             login?: (event: LoginEvent) => void;\n",
            "export const HANDLERS: readonly string[] = [\n  \"login\",\n  \"logout\",\n",
        ],
    );
}

#[test]
fn ids_of_requests_are_the_session_s() {
    let ringcentral = typescript_page(Ringcentral::description());
    has(
        &ringcentral,
        &[
            "  \"/contacts\"?: (event: Omit<ContactsQuestion, \"requestId\">) => void;\n",
            "  \"rc-call-ring-notify\"?: (event: CallRingNotifyNotice) => void;\n",
            " | Omit<CheckPopupWindowRequest, \"requestId\">;\n",
        ],
    );
}

#[test]
fn requests_have_their_answers() {
    let talk = typescript_page(LeaddeskTalk::description());
    has(
        &talk,
        &["export type Requests = {\n  (command: GetJwtCommand): Promise<JwtEvent>;\n};\n"],
    );
    let ringcentral = typescript_page(Ringcentral::description());
    has(
        &ringcentral,
        &[
            "  (command: WebphoneSessionsSyncControl): Promise<WebphoneSessionsSyncNotice>;\n",
            "  (command: Omit<CheckPopupWindowRequest, \"requestId\">): Promise<boolean>;\n",
        ],
    );
}

#[test]
fn a_phone_that_takes_no_commands_is_sent_none() {
    let cloudtalk = typescript_page(Cloudtalk::description());
    has(
        &cloudtalk,
        &[
            "export type Sendable = never;\n",
            "export type Requests = never;\n",
        ],
    );
}
