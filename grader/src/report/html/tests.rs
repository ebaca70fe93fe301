use std::collections::{BTreeMap, BTreeSet};

use grader_judge::escape::Raw;
use grader_judge::report::{CheckReport, Student};
use scraper::{Html, Selector};

use super::*;
use crate::report::sample;

fn folder() -> BTreeMap<String, String> {
    pages(&sample::report(), &sample::setting()).map(|page| (page.path, page.text)).collect()
}

const ADA: &str = "ada.html";
const HOSTILE: &str = "cmd-c-calc-A1-x.html";

fn page(folder: &str, file: &str) -> String {
    self::folder().remove(&format!("{folder}/{file}")).unwrap()
}

fn parsed(page: &str) -> Html {
    Html::parse_document(page)
}

/// An attribute of all elements that have it and match.
fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

/// The text of the elements that match, as a reader sees it.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&selector).map(|element| words(element.text().collect())).collect()
}

/// A page without its style and script.
fn bare(page: &str) -> String {
    let cut = |page: &str, open: &str, close: &str| {
        let (before, rest) = page.split_once(open).unwrap_or((page, ""));
        let after = rest.split_once(close).map_or("", |(_, after)| after);
        format!("{before}{after}")
    };
    let page = cut(&cut(page, "<style>", "</style>\n"), "<script>", "</script>\n");
    let lines = page.lines().filter(|line| !line.trim().is_empty() && !line.contains("Content-Security"));
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn a_page_for_the_class_and_two_for_each_student() {
    let paths: Vec<String> = folder().into_keys().collect();
    assert_eq!(
        paths,
        [
            "index.html".to_owned(),
            format!("instructor/{ADA}"),
            format!("instructor/{HOSTILE}"),
            format!("students/{ADA}"),
            format!("students/{HOSTILE}"),
        ]
    );
    insta::assert_snapshot!("class", bare(&folder()["index.html"]));
    insta::assert_snapshot!("instructor", bare(&page(INSTRUCTOR, ADA)));
    insta::assert_snapshot!("hostile", bare(&page(STUDENTS, HOSTILE)));
}

#[test]
fn all_pages_are_well_formed() {
    assert!(!parsed("<!doctype html><p><b></p>").errors.is_empty(), "what is wrong with a page is told");
    for (path, text) in folder() {
        let page = parsed(&text);
        assert_eq!(page.errors, [""; 0], "{path}");
        let ids = attributes(&page, "[id]", "id");
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
        assert!(ids.iter().all(|id| !id.contains(char::is_whitespace)), "{path}");
        for attribute in ["aria-labelledby", "for"] {
            for named in attributes(&page, &format!("[{attribute}]"), attribute) {
                assert!(unique.contains(&named), "{path}: {named}");
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_loaded() {
    let folder = folder();
    for (path, text) in &folder {
        let page = parsed(text);
        let ids: BTreeSet<_> = attributes(&page, "[id]", "id").into_iter().collect();
        let links = attributes(&page, "[href]", "href");
        assert!(links.len() > 3, "{path}");
        for link in links {
            let is_there = match link.strip_prefix('#') {
                Some(id) => ids.contains(id),
                None => folder.contains_key(&joined(path, &link)),
            };
            assert!(is_there, "{path}: {link}");
        }
        assert_eq!(attributes(&page, "[src]", "src"), [""; 0], "{path}");
        assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("@import"), "{path}");
    }
}

/// Where a link of a page leads in the folder.
fn joined(page: &str, link: &str) -> String {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    match link.strip_prefix("../") {
        Some(link) => link.to_owned(),
        None if folder.is_empty() => link.to_owned(),
        None => format!("{folder}/{link}"),
    }
}

#[test]
fn what_students_get_holds_nothing_hidden_and_nothing_of_others() {
    for (path, text) in folder() {
        let is_students = path.starts_with(STUDENTS);
        if path.ends_with(ADA) {
            assert_eq!(text.contains("secret"), !is_students, "{path}");
            assert_eq!(text.contains("id=\"l-b-10\""), !is_students, "{path}");
            assert_eq!(texts(&parsed(&text), ".total strong"), ["4.5"], "{path}");
            let of = if is_students { "4.5 of 12.5 points 36 %" } else { "4.5 of 13.5 points 33 %" };
            assert_eq!(texts(&parsed(&text), ".total"), [of], "{path}");
        }
        if path.ends_with(HOSTILE) {
            assert_eq!(text.contains("exit status 101"), !is_students, "{path}");
        }
        if is_students {
            let others = if path.ends_with(ADA) { ["calc", "hidden from"] } else { ["ada", "hidden from"] };
            assert!(others.iter().all(|name| !bare(&text).contains(name)), "{path}");
            assert!(!text.contains("../") && !text.contains("index.html"), "{path}");
            assert!(!bare(&text).contains("landlock"), "{path}");
        }
    }
}

#[test]
fn text_of_a_submission_is_text_and_runs_nothing() {
    for (path, text) in folder() {
        let page = parsed(&text);
        let scripts = texts(&page, "script").len();
        assert_eq!(scripts, usize::from(path == INDEX), "{path}");
        let all = Selector::parse("*").unwrap();
        for element in page.select(&all) {
            let name = element.value().name();
            assert!(
                !matches!(name, "img" | "iframe" | "object" | "embed" | "form" | "base"),
                "{path}: {name}"
            );
            for (attribute, _) in element.value().attrs() {
                assert!(!attribute.starts_with("on") && attribute != "style", "{path}: {attribute}");
            }
        }
        let unseen = |char: char| char.is_control() && char != '\n' && char != '\t' || char == '\u{202e}';
        assert!(!text.contains(unseen), "{path}");
    }
    let page = parsed(&page(STUDENTS, HOSTILE));
    let code = texts(&page, ".code").concat();
    assert!(code.contains("// </code></pre></details><script>document.title = 'owned'</script>"), "{code}");
    assert!(code.contains(r"/* \u{202e} \u{1b}[31m \u{0} */"), "{code}");
    assert!(code.contains("<img src=x onerror=alert(1)> {{ a }} {% if %} &lt;"), "{code}");
    assert_eq!(texts(&page, "h1"), ["=cmd|'/c calc'!A1, \"x\""]);
}

#[test]
fn a_browser_is_told_to_take_our_style_and_script_and_no_other() {
    for (path, text) in folder() {
        let policy = attributes(&parsed(&text), "meta[http-equiv='Content-Security-Policy']", "content");
        let policy = policy.first().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{path}: {policy}");
        assert_eq!(policy.contains("script-src 'sha256-"), path == INDEX, "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
    }
}

#[test]
fn what_is_said_of_a_line_stands_below_it_and_leads_to_its_check() {
    let page = parsed(&page(STUDENTS, ADA));
    assert_eq!(texts(&page, "#l-b-9.marked"), ["both(one(), \"two\"); // <&>"]);
    let note = "It is quick, | and *more*: each wait starts only after the one before has ended";
    assert_eq!(texts(&page, "#l-b-9 + .note"), [note]);
    assert_eq!(attributes(&page, "#l-b-9 + .note", "href"), ["#c-b-quick"]);
    let check = "#c-b-quick .reason a, #c-b-quick .timeline a";
    assert_eq!(attributes(&page, check, "href"), ["#l-b-9", "#l-b-8", "#l-b-9"]);
    assert_eq!(texts(&page, "#c-b-quick .timeline td:last-child")[5], "line 99", "no such line: no link");
    assert_eq!(texts(&page, ".lesson summary"), ["Lines 1 to 7: the comment at the beginning"]);
}

#[test]
fn what_has_one_reason_is_told_once() {
    let (mut report, mut setting) = (sample::report(), sample::setting());
    report.submissions.remove(0);
    setting.sources.remove(0);
    let checks = &mut report.submissions[0].exercises[0].checks;
    checks.push(CheckReport { id: "alike".to_owned(), ..checks[0].clone() });
    let page = parsed(&render(&report, &setting).unwrap());
    assert_eq!(texts(&page, "#c-a-alike p"), ["For the same reason as It is quick, | and *more*."]);
    assert_eq!(attributes(&page, "#c-a-alike a", "href"), ["#c-a-quick"]);
    assert_eq!(attributes(&page, "#l-a-3 ~ .note", "href"), ["#c-a-quick"]);
}

#[test]
fn a_single_page_is_the_students_or_all() {
    let mut report = sample::report();
    report.submissions.truncate(1);
    let students = render(&report, &sample::setting()).unwrap();
    assert_eq!(students, page(STUDENTS, ADA));
    let all = render(&report, &Setting { reveal: true, ..sample::setting() }).unwrap();
    assert!(all.contains("It is secret") && !all.contains("../"));
    assert_eq!(render(&sample::report(), &sample::setting()), Err(NotOne { count: 2 }));
}

#[test]
fn a_roster_says_whose_pages_they_are() {
    let mut report = sample::report();
    let raw = |text: &str| Some(Raw::new(text));
    let (name, section) = (raw("Ada <b> Lovelace"), raw("B"));
    report.submissions[0].student = Some(Student { name, section, ..Student::default() });
    let all: BTreeMap<_, _> =
        pages(&report, &sample::setting()).map(|page| (page.path, parsed(&page.text))).collect();
    assert_eq!(texts(&all[&format!("{STUDENTS}/{ADA}")], "h1 + p"), ["Ada <b> Lovelace, B"]);
    let cells = texts(&all[INDEX], "#table tbody tr:first-child td");
    assert_eq!(cells[..4], ["Ada <b> Lovelace", "B", "4.5", "33"]);
    let other = texts(&all[&format!("{STUDENTS}/{HOSTILE}")], "body").concat();
    assert!(!other.contains("Lovelace"));
    assert!(all.values().all(|page| page.errors.is_empty()));
}

#[test]
fn a_class_without_anybody_has_a_page() {
    let report = Report { submissions: Vec::new(), ..sample::report() };
    let pages: Vec<_> = pages(&report, &sample::setting()).collect();
    assert_eq!(pages.len(), 1);
    assert_eq!(parsed(&pages[0].text).errors, [""; 0]);
}

#[test]
fn a_thousand_have_pages_of_their_own() {
    let (one, setting) = (sample::report(), sample::setting());
    let submissions = one.submissions.iter().cycle().take(1000).cloned().collect();
    let sources = setting.sources.iter().cycle().take(1000).cloned().collect();
    let (report, setting) = (Report { submissions, ..one }, Setting { sources, ..setting });
    let mut all = pages(&report, &setting);
    let index = all.next().unwrap().text;
    assert_eq!(index.matches("<tr><th scope=\"row\"><a ").count(), 1000);
    assert!(index.len() < 1_000_000, "{}", index.len());
    let paths: BTreeSet<_> = all.map(|page| page.path).collect();
    assert_eq!(paths.len(), 2000);
}

#[test]
fn pages_are_known_as_ours() {
    assert!(folder().values().all(|page| is_ours(page)));
    assert!(!is_ours("<meta name=\"generator\" content=\"another\">"));
}
