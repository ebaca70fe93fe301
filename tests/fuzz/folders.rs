//! Folders of any shape.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use grader::intake::Handed;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rustix::fs::{CWD, Mode, mkfifoat};
use tempfile::TempDir;

use super::parts::{any_contents, plain_path};
use super::{budget, found};

/// A text that lies beside the folder, and that no link in it may give away.
const SECRET: &str = "// another student's";

#[derive(Debug, Clone)]
enum Node {
    File(Vec<u8>),
    Folder,
    Fifo,
    Link(&'static str),
}

fn any_node() -> impl Strategy<Value = Node> {
    let targets = select(vec![
        "../secret.rs",
        "../../secret.rs",
        ".",
        "..",
        "basic_wait.rs",
        "src",
        "nowhere",
        "/dev/zero",
    ]);
    prop_oneof![
        6 => any_contents().prop_map(Node::File),
        2 => Just(Node::Folder),
        1 => Just(Node::Fifo),
        3 => targets.prop_map(Node::Link),
    ]
}

/// Makes a node, unless something else is already in its place, or a link leads out of the folder.
fn make(root: &Path, path: &str, node: &Node) {
    let at = root.join(path);
    let parent = at.parent().unwrap();
    let is_inside = fs::create_dir_all(parent).is_ok() && parent.canonicalize().unwrap().starts_with(root);
    if !is_inside || at.symlink_metadata().is_ok() {
        return;
    }
    match node {
        Node::File(contents) => fs::write(at, contents).unwrap(),
        Node::Folder => fs::create_dir(at).unwrap(),
        Node::Fifo => mkfifoat(CWD, at, Mode::RUSR).unwrap(),
        Node::Link(target) => symlink(target, at).unwrap(),
    }
}

/// Links come last, so that few files get lost behind them.
fn tree(root: &Path, nodes: &[(String, Node)]) {
    fs::create_dir(root).unwrap();
    let root = root.canonicalize().unwrap();
    let (links, others): (Vec<_>, Vec<_>) = nodes.iter().partition(|(_, node)| matches!(node, Node::Link(_)));
    for (path, node) in others.into_iter().chain(links) {
        make(&root, path, node);
    }
}

proptest! {
    #![proptest_config(budget(100))]

    #[test]
    fn any_folder_is_a_submission_or_a_class(nodes in vec((plain_path(), any_node()), 0..12)) {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("secret.rs"), SECRET).unwrap();
        let root = folder.path().join("root");
        tree(&root, &nodes);
        for submission in found(&root) {
            let gives_away = |handed: &Handed| matches!(handed, Handed::Text(text) if text == SECRET);
            prop_assert!(!submission.files.values().any(gives_away), "{submission:?}");
            // But for archives that are links to nothing, all can be read.
            let is_unreadable = |handed: &Handed| matches!(handed, Handed::Unreadable(_));
            let has_links = nodes.iter().any(|(_, node)| matches!(node, Node::Link(_)));
            prop_assert!(has_links || !submission.files.values().any(is_unreadable), "{submission:?}");
        }
    }
}
