//! Pages as a browser shows them: what a submission has brought into one runs nothing, and nothing in it
//! goes wrong.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::program::{grader, path};
use crate::setup::{self, members, workspace};

/// Programs that are such a browser.
const BROWSERS: [&str; 4] = ["chromium", "google-chrome-stable", "google-chrome", "chromium-browser"];

/// A browser without a window, without a network of its own and, as CI is root, without its sandbox.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
];

/// A browser that takes longer does not answer any more.
const PATIENCE: Duration = Duration::from_secs(180);

/// A name that runs something where it is not escaped, as the name of a folder.
const NAME: &str = "<img src=x onerror=document.title='owned'>'\"";

/// An answer whose words do, wherever they are shown.
const ANSWER: &str = "use std::time::Duration;

// </code></pre></details><script>document.title = 'owned'</script>
pub async fn wait_random(_: Duration) -> Duration {
    println!(\"<img src=x onerror=document.title='owned'>\");
    panic!(\"<script>document.title = 'owned'</script><svg onload=document.title='owned'>\");
}
";

/// The browser of this machine. Where there is none, CI fails and others are told.
#[expect(clippy::print_stderr, reason = "whoever runs the tests has to know what was not tested")]
fn browser() -> Option<PathBuf> {
    let folders: Vec<_> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let mut all = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let browser = all.find(|path| path.is_file());
    if browser.is_none() {
        assert!(env::var_os("CI").is_none(), "pages are not tested: there is none of {BROWSERS:?}");
        eprintln!("pages are NOT TESTED in a browser: install chromium for that");
    }
    browser
}

/// The pages of a class of three: one by one, not compiling, and hostile.
fn report() -> TempDir {
    let class = TempDir::new().unwrap();
    for name in ["bela", "emil"] {
        let link = class.path().join(name);
        std::os::unix::fs::symlink(workspace().join("tests/class").join(name), link).unwrap();
    }
    let hostile = class.path().join(NAME);
    fs::create_dir(&hostile).unwrap();
    fs::write(hostile.join("basic_wait.rs"), ANSWER).unwrap();
    let out = TempDir::new().unwrap();
    let report = format!("html={}", out.path().join("report").display());
    let mut grade = grader();
    grade.args(["grade", path(&class), "--quiet", "--report", &report]);
    grade.args(["--exercise", "basic_wait", "--exercise", "multiple_coroutines"]).assert().code(0);
    out
}

/// What a browser makes of a page, and what it writes to its log.
fn shown(browser: &Path, page: &Path) -> (String, String) {
    let profile = TempDir::new().unwrap();
    let Output { stdout, stderr, .. } = Command::new(browser)
        .args(FLAGS)
        .arg(format!("--user-data-dir={}", path(&profile)))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .timeout(PATIENCE)
        .output()
        .unwrap();
    (String::from_utf8(stdout).unwrap(), String::from_utf8_lossy(&stderr).into_owned())
}

/// What a page says on its console: errors, and what its policy has kept it from.
fn said(log: &str) -> Vec<&str> {
    log.lines().filter(|line| line.contains("CONSOLE")).collect()
}

#[test]
fn nothing_of_a_submission_runs_and_nothing_goes_wrong() {
    let Some(browser) = browser() else { return };
    let out = report();
    let folder = out.path().join("report");
    let pages: Vec<PathBuf> = [folder.clone(), folder.join("instructor"), folder.join("students")]
        .iter()
        .flat_map(|folder| members(folder))
        .filter(|page| page.extension().is_some_and(|extension| extension == "html"))
        .collect();
    assert_eq!(pages.len(), 7);
    for page in &pages {
        let (dom, log) = shown(&browser, page);
        assert!(dom.contains("</html>"), "{}: {log}", page.display());
        assert_eq!(said(&log), [""; 0], "{}", page.display());
        assert!(!dom.contains("<title>owned"), "{}", page.display());
    }
    let text = |page: &str| shown(&browser, &folder.join(page)).0;
    let index = text("index.html");
    assert!(index.contains("<title>Class report: exercises</title>"), "{index}");
    assert!(index.contains(">&lt;img src=x onerror=document.title='owned'&gt;'\"</a>"), "{index}");
    assert!(index.contains("<p class=\"find\"><label"), "our own script runs: {index}");
    let bela = text("students/bela.html");
    for words in ["each wait starts only after the one before has ended", "class=\"waiting\"", "expected end"]
    {
        assert!(bela.contains(words), "{words}: {bela}");
    }
    assert!(text("students/emil.html").contains("error[E0599]"));
}

/// What the other test looks for would be seen.
#[test]
fn a_browser_tells_what_goes_wrong() {
    let Some(browser) = browser() else { return };
    let folder = TempDir::new().unwrap();
    let page = folder.path().join("page.html");
    fs::write(&page, "<title>a</title><img src=x onerror=\"document.title='owned'; nowhere()\">").unwrap();
    let (dom, log) = shown(&browser, &page);
    assert!(dom.contains("<title>owned") && !said(&log).is_empty(), "{dom} {log}");
}

/// What axe finds on pages of all sorts, in light and dark, wide and narrow, and whether the class can be
/// sorted and searched. It comes from npm's registry, pinned in `tests/pages`.
#[test]
fn pages_are_for_everybody() {
    if !setup::is_long() {
        return;
    }
    let Some(browser) = browser() else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).unwrap();
    for file in ["package.json", "package-lock.json", "axe.mjs"] {
        fs::copy(workspace().join("tests/pages").join(file), folder.join(file)).unwrap();
    }
    let npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
    Command::new("npm").args(npm).current_dir(&folder).assert().success();
    let out = report();
    let axe = Command::new("node")
        .args([folder.join("axe.mjs"), browser, out.path().join("report")])
        .current_dir(&folder)
        .assert()
        .success();
    println!("{}", String::from_utf8_lossy(&axe.get_output().stdout));
}
