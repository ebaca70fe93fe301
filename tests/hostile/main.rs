//! Hostile submissions, in every way that this machine can grade them: what comes of each stands in
//! `table.toml`, and nothing of the machine may be read, changed or left behind.
//!
//! A test program of its own: while it runs, no other test makes files or processes. It grades all that
//! is quick, and a sample of that in further ways; with `GRADER_TESTS=long`, everything.

#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

mod layers;
mod machine;
mod modes;
mod places;
#[path = "../setup.rs"]
mod setup;
mod table;
mod texts;
mod unconfined;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use machine::Machine;
use modes::Mode;
use table::{Attack, attacks};

/// What no output may hold.
const SECRET: &str = "the canary sings 7f3a99c1";

/// A class of hostile submissions, and the canaries that they are after.
struct Class {
    home: TempDir,
}

impl Class {
    fn of(attacks: &[Attack]) -> Self {
        let class = Self { home: places::open_folder() };
        fs::write(class.canary_file(), SECRET).unwrap();
        fs::create_dir(class.canary_folder()).unwrap();
        places::open_to_all(&class.canary_folder());
        for attack in attacks {
            let folder = class.submissions().join(attack.name());
            fs::create_dir_all(&folder).unwrap();
            let source = attack
                .source()
                .replace("CANARY_FILE", class.canary_file().to_str().unwrap())
                .replace("CANARY_FOLDER", class.canary_folder().to_str().unwrap());
            fs::write(folder.join("basic_wait.rs"), source).unwrap();
        }
        class
    }

    fn submissions(&self) -> std::path::PathBuf {
        self.home.path().join("class")
    }

    fn canary_file(&self) -> std::path::PathBuf {
        self.home.path().join("secret.txt")
    }

    fn canary_folder(&self) -> std::path::PathBuf {
        self.home.path().join("empty")
    }
}

/// Grades attacks in a mode, and says what is not as it should be.
fn grade(mode: &Mode, attacks: &[Attack]) -> Vec<String> {
    let class = Class::of(attacks);
    let before = Machine::now();
    let output = mode.grade(&class.submissions());
    let sources: Vec<String> = attacks.iter().map(Attack::source).collect();
    let mut wrong = before.changes(&Machine::now(), &sources);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if stdout.contains(SECRET) || stderr.contains(SECRET) {
        wrong.push("the canary was read".to_owned());
    }
    if fs::read_dir(class.canary_folder()).unwrap().next().is_some() {
        wrong.push("something was written".to_owned());
    }
    if fs::read_to_string(class.canary_file()).unwrap() != SECRET {
        wrong.push("the canary was changed".to_owned());
    }
    wrong.extend(machine::processes_of_submissions(&mode.cache()));
    let Ok(report) = serde_json::from_str::<Value>(&stdout) else {
        wrong.push(format!("no report: {stderr}"));
        return wrong;
    };
    assert_eq!(report["sandbox"]["mode"], mode.name_in_report, "{}: {stderr}", mode.name);
    let submissions = report["submissions"].as_array().unwrap();
    wrong.extend(texts::unfit(&report).into_iter().map(|text| format!("unfit to be shown: {text:?}")));
    let of =
        |attack: &Attack| submissions.iter().find(|one| one["submission"] == attack.name().as_str()).unwrap();
    wrong.extend(attacks.iter().filter_map(|attack| attack.differs(&of(attack)["exercises"][0])));
    wrong
}

#[test]
fn nobody_gets_further_than_his_honest_part() {
    let is_long = setup::is_long();
    let all = attacks();
    assert!(all.len() >= 100, "{}", all.len());
    let mut wrong = Vec::new();
    for (index, mode) in modes::all().into_iter().enumerate() {
        // As it is, all that is quick; in the other modes a sample, in each another one.
        let is_in_sample = |(number, attack): &(usize, Attack)| {
            is_long || ((index == 0 || number % 8 == index) && !attack.takes_long())
        };
        let sample: Vec<Attack> =
            all.iter().cloned().enumerate().filter(is_in_sample).map(|(_, attack)| attack).collect();
        println!("{}: {} submissions", mode.name, sample.len());
        wrong.extend(grade(&mode, &sample).into_iter().map(|what| format!("{}: {what}", mode.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a terminal would act upon, or a platform that reads the output of its jobs.
#[test]
fn what_people_read_is_text_and_no_more() {
    let attacks: Vec<Attack> = attacks().into_iter().filter(|attack| attack.is_of("output")).collect();
    let class = Class::of(&attacks);
    let output = modes::all()[0].grade_for_people(&class.submissions());
    for text in [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()) {
        let unfit: Vec<_> = text.lines().filter(|line| texts::is_unfit(line)).collect();
        assert!(unfit.is_empty(), "{unfit:#?}");
    }
}

#[test]
fn every_file_stands_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests/hostile");
    let classes = setup::members(&folder).into_iter().filter(|member| member.is_dir());
    let mut files: Vec<String> = classes
        .flat_map(|class| setup::members(&class))
        .map(|file| {
            file.strip_prefix(&folder).unwrap().with_extension("").to_string_lossy().replace('/', "--")
        })
        .collect();
    let mut named: Vec<String> = attacks().iter().map(Attack::name).collect();
    files.sort();
    named.sort();
    assert_eq!(files, named);
}
