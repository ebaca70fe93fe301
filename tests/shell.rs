//! What shells and `man` are told of the command line.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::{folder, grader, path, stderr, stdout};
use crate::setup;

fn completions(shell: &str) -> String {
    stdout(&grader().args(["completions", shell]).assert().code(0))
}

/// What bash offers for a command line whose last word was begun.
fn completed_by_bash(line: &[&str]) -> Vec<String> {
    let script = folder(&[("grader.bash", &completions("bash"))]);
    // As readline does it: by the function that the script has registered for the command.
    let ask = "\
        source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\"; COMP_POINT=${#COMP_LINE}; \
        [[ $(complete -p grader) =~ -F\\ ([^ ]+) ]] || exit 1; \
        \"${BASH_REMATCH[1]}\" grader \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"; \
        printf '%s\\n' \"${COMPREPLY[@]}\"";
    let bash = Command::new("bash")
        .args(["--noprofile", "--norc", "-c", ask])
        .arg(script.path().join("grader.bash"))
        .args(line)
        .output()
        .unwrap();
    assert!(bash.status.success(), "{}", String::from_utf8_lossy(&bash.stderr));
    String::from_utf8(bash.stdout).unwrap().split_whitespace().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_their_values() {
    assert_eq!(completed_by_bash(&["grader", "gr"]), ["grade"]);
    let options = completed_by_bash(&["grader", "grade", "--re"]);
    assert!(
        options.contains(&"--report".to_owned()) && options.contains(&"--reveal".to_owned()),
        "{options:?}"
    );
    let formats = completed_by_bash(&["grader", "grade", "--format", "j"]);
    assert_eq!(formats, ["json", "jsonl", "junit"]);
    assert_eq!(completed_by_bash(&["grader", "watch", "--att"]), [""; 0], "what is hidden is not offered");
}

#[test]
fn every_shell_gets_a_script_that_knows_all_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = completions(shell);
        for command in ["grade", "prepare", "verify", "completions"] {
            assert!(script.contains(command), "{shell}: {script}");
        }
    }
    let said = stderr(&grader().args(["completions", "cmd"]).assert().code(2));
    assert!(said.contains("bash, elvish, fish, powershell, zsh"), "{said}");
}

/// Shells that are not on this machine have read nothing.
#[test]
fn shells_can_read_their_scripts() {
    for (shell, extension) in [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish")] {
        let script = folder(&[(extension, &completions(shell))]);
        match Command::new(shell).arg("-n").arg(script.path().join(extension)).output() {
            Ok(read) => assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr)),
            Err(_) => eprintln!("there is no {shell} here that could read its script"),
        }
    }
}

#[test]
fn there_is_a_page_for_man_for_each_command() {
    let out = folder(&[("pages/grader.1", "of another version")]);
    let pages = out.path().join("pages");
    grader().arg("man").arg("--out").arg(&pages).assert().code(0);
    let main = fs::read_to_string(pages.join("grader.1")).unwrap();
    assert_eq!(main, stdout(&grader().arg("man").assert().code(0)));
    for part in
        [".TH grader 1", ".SH NAME", ".SH SYNOPSIS", ".SH SUBCOMMANDS", "grader\\-grade(1)", "Exit codes"]
    {
        assert!(main.contains(part), "{part} is missing in {main}");
    }
    let grade = fs::read_to_string(pages.join("grader-grade.1")).unwrap();
    assert!(grade.contains("\\-\\-fail\\-under") && grade.contains("GRADER_SEED"), "{grade}");
    let watch = fs::read_to_string(pages.join("grader-watch.1")).unwrap();
    assert!(!watch.contains("attended"), "{watch}");
    for page in setup::members(&pages) {
        if !is_set(&page) {
            eprintln!("there is no groff here that could set {}", page.display());
        }
    }
    let said =
        stderr(&grader().args(["man", "--out", &format!("{}/pages/grader.1", path(&out))]).assert().code(3));
    assert!(said.contains("cannot write pages into"), "{said}");
}

/// Has a page set as `man` has it, where that is installed.
fn is_set(page: &Path) -> bool {
    let Ok(set) = Command::new("groff").args(["-man", "-Tascii", "-ww", "-z"]).arg(page).output() else {
        return false;
    };
    let said = String::from_utf8_lossy(&set.stderr);
    assert!(set.status.success() && said.is_empty(), "{}: {said}", page.display());
    true
}
