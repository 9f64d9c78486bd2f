//! The rules of both kinds of names: serde's own derive is asked for those on the wire.

use cti_case::{Case, camel, foreign, pascal, snake};

/// Compares every variant and field of two types that serde renames with what the case makes of them.
macro_rules! as_serde {
    ($($name:literal)*) => { [$({
        #[allow(clippy::upper_case_acronyms, reason = "the rule is about them")]
        #[derive(serde::Serialize)]
        #[serde(rename_all = $name)]
        enum Variants {
            A,
            VeryTasty,
            GetURL,
            URLOfPage,
            Mp3Started,
            A1B,
        }

        #[derive(Default, serde::Serialize)]
        #[serde(rename_all = $name)]
        struct Fields {
            id: u8,
            z42: u8,
            very_tasty: u8,
            url_of_page: u8,
            a_1_b: u8,
            _hidden: u8,
        }

        let case = Case::named($name).expect("a case of serde's");
        for (rust, variant) in [
            ("A", Variants::A),
            ("VeryTasty", Variants::VeryTasty),
            ("GetURL", Variants::GetURL),
            ("URLOfPage", Variants::URLOfPage),
            ("Mp3Started", Variants::Mp3Started),
            ("A1B", Variants::A1B),
        ] {
            assert_eq!(serde_json::json!(variant), case.variant(rust), $name);
        }
        let fields = serde_json::to_string(&Fields::default()).expect("JSON");
        let ours = ["id", "z42", "very_tasty", "url_of_page", "a_1_b", "_hidden"]
            .map(|rust| format!("\"{}\":0", case.field(rust)));
        assert_eq!(fields, format!("{{{}}}", ours.join(",")), $name);
        $name
    }),*] };
}

#[test]
fn names_on_the_wire_are_serdes() {
    let names = as_serde!(
        "camelCase" "snake_case" "kebab-case" "PascalCase"
        "SCREAMING_SNAKE_CASE" "SCREAMING-KEBAB-CASE" "lowercase" "UPPERCASE"
    );
    assert_eq!(names, Case::NAMES.map(|(name, _)| name));
    assert_eq!(Case::named("camel_case"), None);
}

#[test]
fn identifiers_are_cut_where_a_word_ends() {
    for (name, cut) in [
        ("CallLineRinging", "call_line_ringing"),
        ("callLineIdle", "call_line_idle"),
        ("GetURLNow", "get_url_now"),
        ("URLOfPage", "url_of_page"),
        ("HTTPError", "http_error"),
        ("userID", "user_id"),
        ("Mp3Started", "mp3_started"),
        ("GetV2Token", "get_v2_token"),
        ("A1B", "a1_b"),
        ("Foo_Bar", "foo_bar"),
        ("_Foo", "_foo"),
        ("already_cut", "already_cut"),
        ("", ""),
    ] {
        assert_eq!(snake(name), cut);
        assert_eq!(snake(cut), cut, "what is cut stays");
    }
}

#[test]
fn identifiers_are_joined_with_capitals() {
    for (name, upper, lower) in [
        ("init_td_embedded", "InitTdEmbedded", "initTdEmbedded"),
        ("LoggedOut", "LoggedOut", "loggedOut"),
        ("user_ID", "UserID", "userID"),
        ("_x__2", "X2", "x2"),
        ("", "", ""),
    ] {
        assert_eq!(
            (pascal(name), camel(name)),
            (upper.to_owned(), lower.to_owned())
        );
    }
}

#[test]
fn names_of_other_languages_become_words() {
    for (name, words) in [
        ("user ID", "user_ID"),
        ("on-a call!", "on_a_call"),
        ("--x--", "x"),
        ("gr\u{f6}\u{df}e", "gr_e"),
        ("\u{2603}", ""),
    ] {
        assert_eq!(foreign(name), words);
    }
}
