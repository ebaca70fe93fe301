//! Without the sandbox everybody is told.

use std::process::Command;

use crate::setup;

#[test]
fn without_a_sandbox_on_purpose_everybody_is_told() {
    let output = Command::new(env!("CARGO_BIN_EXE_grader"))
        .args([
            "grade",
            "tests/class/ada",
            "--exercise",
            "basic_wait",
            "--format",
            "json",
            "--sandbox",
            "off",
        ])
        .current_dir(setup::workspace())
        .env("GRADER_CACHE", setup::cache())
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(stderr.contains("THE SANDBOX IS OFF"), "{stderr}");
    let report: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["sandbox"], serde_json::json!({ "mode": "off", "layers": ["limits"] }));
    assert_eq!(report["submissions"][0]["exercises"][0]["verdict"], "accepted");
}
