//! What holds for all formats.

use clap::ValueEnum;

use super::*;

fn rendered(format: Format, reveal: bool) -> String {
    let mut report = sample::report();
    if format.is_of_one() {
        report.submissions.truncate(1);
    }
    let text = format.render(&report, &Setting { reveal, ..Setting::default() }).unwrap();
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn what_students_read_tells_nothing_of_hidden_checks() {
    for format in [Format::Human, Format::Github, Format::Markdown, Format::Junit, Format::Html] {
        assert!(!rendered(format, false).contains("secret"), "{format:?}");
        assert!(rendered(format, true).contains("secret"), "{format:?}");
    }
    let shown = sample::report().for_students();
    assert_eq!((shown.submissions[0].score, shown.submissions[0].max_score), (4.5, 12.5));
    let mut only_secret = sample::report().submissions[0].exercises[1].clone();
    only_secret.checks.retain(|check| check.hidden || check.status == Status::Passed);
    hide(&mut only_secret);
    assert_eq!((only_secret.verdict, only_secret.checks.len()), (Verdict::Accepted, 1));
    let published = rendered(Format::Classroom50, false);
    assert!(!published.contains("secret") && published.contains("a hidden check"));
    assert!(rendered(Format::Gradescope, false).contains("\"visibility\": \"hidden\""));
}

#[test]
fn no_format_has_control_characters_or_lines_that_are_commands() {
    for format in Format::value_variants() {
        let text = rendered(*format, true);
        assert!(!text.contains(|char: char| char.is_control() && char != '\n'), "{format:?}: {text}");
        let commands = text.lines().filter(|line| line.starts_with("::") && line.contains("owned"));
        let expected = if *format == Format::Github { 1 } else { 0 };
        assert_eq!(commands.count(), expected, "{format:?}");
    }
}

#[test]
fn every_line_of_json_lines_is_a_report() {
    let lines: Vec<serde_json::Value> =
        rendered(Format::Jsonl, false).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let whole: serde_json::Value = serde_json::from_str(&rendered(Format::Json, false)).unwrap();
    assert_eq!(lines.len(), 2);
    for (line, submission) in lines.iter().zip(whole["submissions"].as_array().unwrap()) {
        assert_eq!(line["schema"], SCHEMA);
        assert_eq!(&line["submissions"][0], submission);
    }
}
