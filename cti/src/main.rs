//! `cti` with the shipped protocols.

fn main() -> std::process::ExitCode {
    cti::run(&cti::Protocols::shipped())
}
