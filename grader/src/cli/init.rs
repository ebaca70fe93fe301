//! `grader init`.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;

use super::grade::seed;
use super::terminal::print;
use crate::course;
use crate::platform::{self, Made, Origin, Wanted};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    platform: Platform,
}

#[derive(Debug, Subcommand)]
enum Platform {
    /// A workflow with which a repository on GitHub grades itself
    Github {
        /// The repository [default: the current folder]
        #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
        out: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// An autograder for Gradescope, with the course and its references
    Gradescope {
        /// The archive
        #[arg(long, value_name = "FILE", default_value = "autograder.zip")]
        out: PathBuf,
        /// The first seed of every scenario [default: a random one, which the archive keeps]
        #[arg(long, value_name = "N", value_parser = seed)]
        seed: Option<u64>,
        #[command(flatten)]
        common: Common,
    },
    /// An autograder for an assignment of Classroom 50, with what students have of the course
    Classroom50 {
        /// The folder
        #[arg(long, value_name = "DIR", default_value = "autograder")]
        out: PathBuf,
        /// The first seed of every scenario, which everybody can read
        #[arg(long, value_name = "N", value_parser = seed, default_value_t = 0)]
        seed: u64,
        #[command(flatten)]
        common: Common,
    },
}

/// What all platforms take.
#[derive(Debug, clap::Args)]
struct Common {
    /// The course [default: the nearest folder `exercises` upward]
    #[arg(long, value_name = "DIR")]
    course: Option<PathBuf>,
    /// Where the platform gets the grader from: a git repository, and a commit or tag of it
    #[arg(long, value_name = "URL[@REV]")]
    from: Option<Origin>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let (made, common) = match &args.platform {
        Platform::Github { out, common } => {
            // The course of that repository, and none above it.
            (platform::github(&common.wanted(out, &here.join(out))?)?, common)
        }
        Platform::Gradescope { out, seed, common } => {
            let seed = seed.map_or_else(random_seed, Ok)?;
            (platform::gradescope(&common.wanted(out, &here)?, program()?.as_deref(), seed)?, common)
        }
        Platform::Classroom50 { out, seed, common } => {
            (platform::classroom50(&common.wanted(out, &here)?, *seed)?, common)
        }
    };
    platform::write(&made, common.force)?;
    print(&told(&made))?;
    Ok(ExitCode::SUCCESS)
}

impl Common {
    fn wanted(&self, out: &Path, start: &Path) -> Result<Wanted> {
        let course = course::find(self.course.as_deref(), start)?;
        Ok(Wanted { course, out: out.to_owned(), origin: self.from.clone() })
    }
}

/// A seed that nobody knows, and that readers of JSON keep to its last digit.
fn random_seed() -> Result<u64> {
    let mut bytes = [0; 8];
    rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty())
        .context("cannot draw a seed: name one with --seed")?;
    Ok(u64::from_le_bytes(bytes) >> 11)
}

/// This program, where it runs on machines as Gradescope's.
fn program() -> Result<Option<Vec<u8>>> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(None);
    }
    // By this name it can be read even when its file has been replaced meanwhile.
    fs::read("/proc/self/exe").map(Some).context("cannot read this program")
}

/// What was made, and what to do with it.
fn told(made: &Made) -> String {
    let shown = |path: &Path| path.strip_prefix(".").unwrap_or(path).display().to_string();
    let width = made.files.iter().map(|file| shown(&file.path).chars().count()).max().unwrap_or_default();
    let mut text = String::from("wrote\n");
    for file in &made.files {
        writeln!(text, "  {:width$}  {}", shown(&file.path), file.purpose).expect("writes to memory");
    }
    text.push_str("next\n");
    for (number, step) in (1..).zip(&made.next) {
        writeln!(text, "  {number}. {step}").expect("writes to memory");
    }
    text
}
