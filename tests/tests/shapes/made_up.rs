//! Every declaration of these tests, exported for TypeScript's compiler.

use cti_export::Format;
use cti_runtime::Protocol as _;
use cti_runtime::describe::Description;
use std::path::Path;
use std::{env, fs};

/// All declarations of these tests, and of the package's library.
pub(crate) fn descriptions() -> Vec<&'static Description> {
    vec![
        crate::bare::wren_phone::WrenPhone::description(),
        crate::codecs::abacus_phone::AbacusPhone::description(),
        crate::conditions::beacon_phone::BeaconPhone::description(),
        crate::conditions::lantern_phone::LanternPhone::description(),
        crate::conventions::bell::Bell::description(),
        crate::digits::line_phone::LinePhone::description(),
        crate::failures::siskin_phone::SiskinPhone::description(),
        crate::families::carillon::Carillon::description(),
        crate::handshake::bishop_phone::BishopPhone::description(),
        crate::handshake::pawn_phone::PawnPhone::description(),
        crate::handshake::rook_phone::RookPhone::description(),
        crate::ids::paired_phone::PairedPhone::description(),
        crate::lines::dense_phone::DensePhone::description(),
        crate::lines::knight_phone::KnightPhone::description(),
        crate::lines::morse_phone::MorsePhone::description(),
        crate::outcomes::frank_phone::FrankPhone::description(),
        crate::outcomes::shy_phone::ShyPhone::description(),
        crate::prefixes::bell_dialer::BellDialer::description(),
        crate::requests::asking_phone::AskingPhone::description(),
        crate::requests::shared_phone::SharedPhone::description(),
        crate::unnamed::terse_phone::TersePhone::description(),
        cti_tests::answers::pilot_phone::PilotPhone::description(),
        cti_tests::bare::linnet_phone::LinnetPhone::description(),
        cti_tests::choices::quill_phone::QuillPhone::description(),
        cti_tests::in_tags::merlin_phone::MerlinPhone::description(),
        cti_tests::keys::cairn::Cairn::description(),
        cti_tests::hosts::kestrel::Kestrel::description(),
        cti_tests::recoded::bittern_phone::BitternPhone::description(),
        cti_tests::ports::heron_phone::HeronPhone::description(),
        cti_tests::scalars::harbour_phone::HarbourPhone::description(),
        cti_tests::streams::otter_phone::OtterPhone::description(),
        cti_tests::tags::anchor_phone::AnchorPhone::description(),
    ]
}

/// `cti-export/check/run` names the folder, and compiles what is in it.
#[test]
fn their_types_are_written_for_the_compiler() {
    let Some(folder) = env::var_os("MADE_UP_TYPESCRIPT") else {
        return;
    };
    for description in descriptions() {
        let path = Path::new(&folder).join(format!("{}.ts", description.name));
        let module = cti_export::export(description, Format::TypeScript);
        fs::write(path, module).unwrap();
    }
}
