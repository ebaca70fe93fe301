//! A repository that grades itself on GitHub: the steps of its job are run here as a runner does it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use saphyr::{LoadableYamlNode, Yaml};
use tempfile::TempDir;

use super::{ORIGIN, init, small_course};
use crate::program::{RIGHT, folder};
use crate::setup;

const SEQUENTIAL: &str = include_str!("../../solutions/wrong/multiple_coroutines/sequential.rs");

/// A student's repository: the course, with answers in place of stubs, and the workflow.
fn repository(args: &[&str]) -> TempDir {
    let repository = setup::folder_beside_the_cache();
    small_course(repository.path());
    fs::remove_dir_all(repository.path().join("solutions")).unwrap();
    fs::write(repository.path().join("exercises/src/basic_wait.rs"), RIGHT).unwrap();
    fs::write(repository.path().join("exercises/src/multiple_coroutines.rs"), SEQUENTIAL).unwrap();
    init(repository.path(), &[&["github"], args].concat()).assert().code(0);
    repository
}

fn workflow(repository: &TempDir) -> String {
    fs::read_to_string(repository.path().join(".github/workflows/grade.yml")).unwrap()
}

fn text<'a>(node: &'a Yaml<'_>) -> &'a str {
    node.as_str().unwrap_or_else(|| panic!("{node:?} is no text"))
}

/// The names and texts of a mapping.
fn mapping<'a>(node: &'a Yaml<'_>) -> BTreeMap<&'a str, &'a Yaml<'a>> {
    let pairs = node.as_mapping().unwrap_or_else(|| panic!("{node:?} is no mapping"));
    pairs.iter().map(|(name, value)| (text(name), value)).collect()
}

#[test]
fn the_workflow_has_what_github_wants_and_asks_for_no_more_than_it_needs() {
    let git_repository = repository(&["--from", ORIGIN]);
    let written = workflow(&git_repository);
    assert!(!written.contains('@') || !written.contains("@RUST@"), "{written}");
    let documents = Yaml::load_from_str(&written).unwrap();
    let [document] = documents.as_slice() else { panic!("{written}") };
    let top = mapping(document);
    assert!(mapping(top["on"]).contains_key("push"));
    let permissions = mapping(top["permissions"]);
    assert_eq!(permissions.len(), 1, "{permissions:?}");
    assert_eq!(text(permissions["contents"]), "read");
    let jobs = mapping(top["jobs"]);
    let job = mapping(jobs["grade"]);
    assert!(job["timeout-minutes"].as_integer().is_some_and(|minutes| minutes <= 60));
    assert!(text(job["runs-on"]).starts_with("ubuntu-"));
    for step in job["steps"].as_sequence().unwrap() {
        let step = mapping(step);
        match (step.get("uses"), step.get("run")) {
            (Some(action), None) => assert_pinned(text(action)),
            // What comes from elsewhere reaches a script through its environment alone.
            (None, Some(script)) => assert!(!text(script).contains("${{"), "{script:?}"),
            _ => panic!("{step:?}"),
        }
    }
}

/// By its major version, as `actions/cache@v4`, and from GitHub itself.
fn assert_pinned(action: &str) {
    let version = action.strip_prefix("actions/").and_then(|action| action.split_once("@v"));
    assert!(version.is_some_and(|(_, major)| major.parse::<u32>().is_ok()), "{action}");
}

#[test]
fn a_repository_that_holds_the_grader_builds_it_from_there() {
    let home = folder(&[("grader/Cargo.toml", "[package]\nname = \"grader\"\n")]);
    small_course(home.path());
    init(home.path(), &["github"]).assert().code(0);
    let written = workflow(&home);
    assert!(written.contains("cargo install --locked --path grader"), "{written}");
    assert!(written.contains("hashFiles('Cargo.toml', 'Cargo.lock', 'grader/**')"), "{written}");
    assert!(!written.contains("--git"), "{written}");
}

/// A course that does not lie at the top of the repository.
#[test]
fn the_workflow_names_the_course_where_it_lies() {
    let home = TempDir::new().unwrap();
    small_course(&home.path().join("weeks/one"));
    let args = ["github", "--from", ORIGIN, "--course", "weeks/one/exercises"];
    init(home.path(), &args).assert().code(0);
    let written = workflow(&home);
    assert!(written.contains("grade \"weeks/one\" --course \"weeks/one/exercises\""), "{written}");
}

/// What a runner keeps for a job.
struct Runner {
    repository: TempDir,
    temp: PathBuf,
    path: Vec<PathBuf>,
    env: BTreeMap<String, String>,
    /// By `steps.ID.outputs.NAME`.
    outputs: BTreeMap<String, String>,
}

impl Runner {
    fn new(repository: TempDir) -> Self {
        let temp = repository.path().join("runner");
        fs::create_dir(&temp).unwrap();
        Self { repository, temp, path: Vec::new(), env: BTreeMap::new(), outputs: BTreeMap::new() }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.temp.join(name)
    }

    /// A text with its expressions filled in, of those that stand in this workflow.
    fn filled(&self, text: &str) -> String {
        let mut known = self.outputs.clone();
        known.insert("runner.temp".into(), self.temp.display().to_string());
        known.insert("runner.os".into(), "Linux".into());
        known.insert("runner.arch".into(), "X64".into());
        let filled = known
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("${{{{ {name} }}}}"), value));
        assert!(!filled.contains("${{"), "{filled}");
        filled
    }

    /// Runs a script as a runner does, and takes in what it has written for later steps.
    fn run(&mut self, step: &BTreeMap<&str, &Yaml<'_>>) -> Output {
        let script = self.file("script.sh");
        fs::write(&script, text(step["run"])).unwrap();
        let mut command = Command::new("bash");
        command.arg("-e").arg(&script).current_dir(self.repository.path()).env_remove("GRADER_SEED");
        for (name, file) in [
            ("GITHUB_OUTPUT", "output"),
            ("GITHUB_ENV", "env"),
            ("GITHUB_PATH", "path"),
            ("GITHUB_STEP_SUMMARY", "summary"),
        ] {
            command.env(name, self.file(file));
        }
        command.env("GITHUB_WORKSPACE", self.repository.path()).env("RUNNER_TEMP", &self.temp);
        for (name, value) in step.get("env").map(|env| mapping(env)).unwrap_or_default() {
            command.env(name, self.filled(text(value)));
        }
        let usual = std::env::var_os("PATH").unwrap();
        let path = self.path.iter().cloned().chain(std::env::split_paths(&usual));
        let ran = command.env("PATH", std::env::join_paths(path).unwrap()).envs(&self.env).output().unwrap();
        if let Some(id) = step.get("id") {
            let outputs = pairs(&self.file("output")).into_iter();
            self.outputs
                .extend(outputs.map(|(name, value)| (format!("steps.{}.outputs.{name}", text(id)), value)));
        }
        self.env.extend(pairs(&self.file("env")));
        self.path.extend(lines(&self.file("path")).into_iter().map(PathBuf::from));
        ran
    }

    /// What is in a cache of an earlier job: the grader, and its kit.
    fn restore(&self, folder: &Path) {
        fs::create_dir_all(folder.join("bin")).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_grader"), folder.join("bin/grader")).unwrap();
        setup::link_kit(&folder.join("cache"));
    }
}

/// The lines that a step has added to a file.
fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let _ = fs::remove_file(file);
    text.lines().map(str::to_owned).collect()
}

fn pairs(file: &Path) -> Vec<(String, String)> {
    let lines = lines(file).into_iter();
    lines.map(|line| line.split_once('=').map(|(name, value)| (name.into(), value.into())).unwrap()).collect()
}

/// A git repository with a commit, and that commit.
fn origin() -> (TempDir, String) {
    let origin = folder(&[("README.md", "a grader")]);
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        let git = Command::new("git").args(who).args(args).current_dir(origin.path()).output().unwrap();
        assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
        String::from_utf8(git.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "first"]);
    let commit = git(&["rev-parse", "HEAD"]);
    (origin, commit)
}

#[test]
fn the_steps_of_the_job_run_and_leave_a_summary_marks_and_reports() {
    let (origin, commit) = origin();
    let repository = repository(&["--from", &format!("file://{}", origin.path().display())]);
    let written = workflow(&repository);
    let documents = Yaml::load_from_str(&written).unwrap();
    let top = mapping(&documents[0]);
    let steps = mapping(mapping(top["jobs"])["grade"])["steps"].as_sequence().unwrap();

    let mut runner = Runner::new(repository);
    fs::write(runner.file("summary"), "# What another step said\n").unwrap();
    let (mut log, mut uploaded, mut ran) = (String::new(), None, 0);
    for step in steps {
        let step = mapping(step);
        match step.get("uses").map(|action| text(action)) {
            Some(action) if action.starts_with("actions/cache@") => {
                let with = mapping(step["with"]);
                let key = runner.filled(text(with["key"]));
                assert!(key.starts_with("grader-Linux-X64-1.") && key.ends_with(&commit), "{key}");
                runner.restore(Path::new(&runner.filled(text(with["path"]))));
            }
            Some(action) if action.starts_with("actions/upload-artifact@") => {
                uploaded = Some(runner.filled(text(mapping(step["with"])["path"])));
            }
            Some(action) => assert!(action.starts_with("actions/checkout@"), "{action}"),
            None => {
                let output = runner.run(&step);
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.success(), "{:?}: {said}", step.get("name"));
                log.push_str(&String::from_utf8_lossy(&output.stdout));
                ran += 1;
            }
        }
    }
    assert_eq!(ran, 5);
    assert!(log.contains("::error file=exercises/src/multiple_coroutines.rs,line="), "{log}");
    let summary = fs::read_to_string(runner.file("summary")).unwrap();
    assert!(summary.starts_with("# What another step said\n"), "{summary}");
    assert!(summary.contains("| basic_wait | accepted |"), "{summary}");
    let reports: Vec<_> = setup::members(Path::new(&uploaded.unwrap()));
    let names: Vec<_> = reports.iter().map(|report| report.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["junit.xml", "report.json", "report.md"]);
}

/// Where nothing can be graded the job fails, and says what is wrong.
#[test]
fn the_job_fails_where_the_grader_does() {
    let repository = repository(&["--from", ORIGIN]);
    let written = workflow(&repository);
    let documents = Yaml::load_from_str(&written).unwrap();
    let top = mapping(&documents[0]);
    let steps = mapping(mapping(top["jobs"])["grade"])["steps"].as_sequence().unwrap();
    let steps: Vec<_> = steps.iter().map(mapping).collect();
    let grade = steps.iter().find(|step| step.get("name").is_some_and(|name| text(name) == "Grade")).unwrap();

    fs::write(repository.path().join("exercises/checks/basic_wait.toml"), "titel = 1").unwrap();
    let mut runner = Runner::new(repository);
    runner.path.push(Path::new(env!("CARGO_BIN_EXE_grader")).parent().unwrap().to_owned());
    let ran = runner.run(grade);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("checks/basic_wait.toml:1:1"));
}
