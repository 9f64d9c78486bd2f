//! The code in the guide is the program's.

#[test]
fn what_the_guide_shows_is_in_the_program() {
    let program = [
        include_str!("../src/desktop.rs"),
        include_str!("../src/main.rs"),
        include_str!("../src/server.rs"),
    ];
    let guide = include_str!("../../../docs/relay.md");
    let blocks = guide.split("```rust\n").skip(1);
    let blocks: Vec<_> = blocks
        .filter_map(|block| block.split("```").next())
        .collect();
    assert!(blocks.len() > 5);
    for block in blocks {
        let shown = program.iter().any(|file| file.contains(block));
        assert!(shown, "not in the program:\n{block}");
    }
}
