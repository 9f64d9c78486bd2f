//! A value of a data type can end: it doesn't always hold another of its type.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { first: Endless, node: Node, tree: Tree, shape: Shape, left: Left },
    }

    #[data]
    pub struct Endless(Box<Endless>);

    #[data]
    pub struct Node {
        name: String,
        next: Box<Node>,
    }

    /// Its list may be empty.
    #[data]
    pub struct Tree {
        children: Vec<Tree>,
        parent: Option<Box<Tree>>,
    }

    /// Each of its variants needs itself.
    #[data(tag = "kind")]
    pub enum Shape {
        Round { inside: Box<Shape> },
        Square { inside: Secret<Box<Shape>> },
    }

    #[data]
    pub struct Left(Box<Right>);

    #[data]
    pub struct Right {
        left: Left,
    }

    /// One of its variants ends.
    #[data(tag = "kind")]
    pub enum Sum {
        Of { left: Box<Sum>, right: Box<Sum> },
        Number { number: u64 },
    }
}

fn main() {}
// errors: 4
