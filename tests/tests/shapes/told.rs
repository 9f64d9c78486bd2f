//! What documents, types, schemas and drift reports tell of scalars and tags.

use cti_export::drift::{Line, What, compare};
use cti_runtime::Protocol;
use cti_runtime::describe::{DataShape, Description, Direction, TagKind, Type};
use cti_tests::scalars::harbour_phone::HarbourPhone;
use cti_tests::tags::anchor_phone::AnchorPhone;

#[track_caller]
fn says(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
}

#[test]
fn the_description_has_types_defaults_and_kinds_of_tags() {
    let description = HarbourPhone::description();
    let fields = description.families[0].messages[0].fields;
    let types = [
        Type::Id,
        Type::OneOrMany(&Type::PhoneNumber),
        Type::EpochMillis,
        Type::Text(&Type::Bool),
    ];
    assert!(fields.iter().map(|field| field.ty).eq(types));
    let log_in = &description.families[1].messages[1];
    assert_eq!(
        log_in.fields[1].ty,
        Type::OneOrMany(&Type::Text(&Type::Float { bits: 64 }))
    );
    assert_eq!(
        log_in
            .fields
            .iter()
            .map(|field| field.default)
            .collect::<Vec<_>>(),
        [None, None, Some("[]")]
    );
    let kinds = AnchorPhone::description()
        .types
        .iter()
        .map(|data| match data.shape {
            DataShape::Tagged { variants, .. } => variants[0].tag,
            _ => panic!("{data:?}"),
        });
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [TagKind::String, TagKind::Number, TagKind::Boolean]
    );
}

#[test]
fn documents_tell_what_is_on_the_wire() {
    let (harbour, anchor) = (HarbourPhone::description(), AnchorPhone::description());
    says(
        &cti_export::typescript(harbour),
        &[
            "export type Id = string | number;",
            "export type EpochMillis = number;",
            "export type Text<Value extends boolean | number> = `${Value}` | Value;",
            "  callId: Id;",
            "  from: PhoneNumber | PhoneNumber[];",
            "  vip: Text<boolean>;",
            "  rates: Text<number> | Text<number>[];",
            "  tags?: Id | Id[] | null;",
        ],
    );
    says(
        &cti_export::typescript(anchor),
        &["    code: 200 | 0;", "    code: -1;", "    success: true;"],
    );
    assert!(!cti_export::typescript(anchor).contains("export type Id"));
    says(
        &cti_export::markdown(harbour),
        &[
            "`id (string or whole number)`",
            "`phone number, or list of phone number`",
            "`time in milliseconds since 1970`",
            "`boolean as text`",
            "optional, `[]` if absent",
        ],
    );
    says(
        &cti_export::markdown(anchor),
        &[
            "`code`, a whole number, says which",
            "`success`, a boolean, says which",
            "`event` says which",
            "**`-1`**",
        ],
    );
    for schema in [
        cti_export::json_schema(anchor),
        cti_export::asyncapi(anchor),
    ] {
        let schema: String = schema.split_whitespace().collect();
        says(
            &schema,
            &[
                r#""code":{"enum":[200,0]}"#,
                r#""code":{"const":-1}"#,
                r#""success":{"const":true}"#,
            ],
        );
    }
    let schema: String = cti_export::json_schema(harbour)
        .split_whitespace()
        .collect();
    says(
        &schema,
        &[
            r#""pattern":"^(?:true|false)$"},{"type":"boolean"}"#,
            r#""default":[]"#,
        ],
    );
}

fn report(description: &'static Description, messages: &[&str]) -> String {
    let lines = messages.iter().enumerate().map(|(index, json)| Line {
        number: index + 1,
        direction: Direction::FromVendor,
        what: What::Message(json),
    });
    compare(description, lines, []).to_string()
}

#[test]
fn drift_reports_know_the_spellings_and_suggest_them() {
    let harbour = HarbourPhone::description();
    let samples = harbour.families[0]
        .messages
        .iter()
        .flat_map(|message| message.samples);
    let samples: Vec<&str> = samples
        .filter_map(|sample| match sample {
            cti_runtime::describe::Sample::Message(json) => Some(*json),
            _ => None,
        })
        .collect();
    let told = report(harbour, &samples);
    assert!(!told.contains("callId") && !told.contains("vip"), "{told}");
    let wrong = report(
        harbour,
        &[r#"{"type":"ringing","callId":7.5,"from":"1","at":"now","vip":"yes"}"#],
    );
    says(&wrong, &["callId", "at", "vip"]);
    let unknown = report(
        harbour,
        &[
            r#"{"type":"held","callId":7,"legs":"a","muted":"true","startedAt":1769851800250,"endsAt":1769851800}"#,
            r#"{"type":"held","callId":"8","legs":["b"],"muted":"false","startedAt":1769851800251,"endsAt":1769851801}"#,
        ],
    );
    says(
        &unknown,
        &[
            "call_id: Id",
            "legs: OneOrMany<String>",
            "muted: Text<bool>",
            "started_at: EpochMillis",
            "ends_at: EpochSeconds",
        ],
    );
    let anchor = AnchorPhone::description();
    let told = report(
        anchor,
        &[
            r#"{"type":"over","data":{"callId":7,"code":0,"seconds":1}}"#,
            r#"{"type":"dialled","data":{"success":true,"callId":7}}"#,
        ],
    );
    assert!(
        !told.contains("code") && !told.contains("success"),
        "{told}"
    );
    let told = report(
        anchor,
        &[
            r#"{"type":"over","data":{"callId":7,"code":404}}"#,
            r#"{"type":"dialled","data":{"success":"true","callId":7}}"#,
        ],
    );
    says(&told, &["code", "success"]);
}
