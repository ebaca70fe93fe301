//! `grader doctor`: says what is missing before it hurts.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use grader_runner::sandbox::Layer;

use super::terminal::print;
use super::{Common, exit};
use crate::kit::Kit;
use crate::toolchain::{self, Toolchain};
use crate::{confine, course, kit};

/// Bytes that a kit takes, with what cargo needs on the way: measured with Rust 1.95.
const KIT_NEEDS: u64 = 400 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The course [default: the nearest folder `exercises` upward]
    #[arg(long, value_name = "DIR")]
    course: Option<PathBuf>,
}

/// What was found about one thing.
enum Finding {
    Good(String),
    /// Grading works without it.
    Open(String),
    /// It does not.
    Bad(String),
}

use Finding::{Bad, Good, Open};

pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode> {
    let cache = common.cache_folder();
    let toolchain = toolchain::find();
    let kit = match (&toolchain, &cache) {
        (Ok(toolchain), Ok(cache)) => kit::prepared(cache, toolchain),
        _ => None,
    };
    let is_prepared = kit.is_some();
    let findings = [
        ("rustc", rustc(&toolchain)),
        ("cargo", cargo(is_prepared)),
        ("linker", program("cc", "install a C compiler, such as the package gcc")),
        (
            "cache",
            cache
                .as_ref()
                .map_or_else(|error| Bad(error.to_string()), |folder| writable(folder, is_prepared)),
        ),
        ("kit", prepared(kit.as_ref())),
        ("course", course_in(args)),
    ];
    let findings: Vec<_> =
        findings.into_iter().chain(sandbox(toolchain.as_ref().ok(), kit.as_ref())).collect();
    let is_bad = findings.iter().any(|(_, finding)| matches!(finding, Bad(_)));
    let lines: String = findings.into_iter().map(|(name, finding)| line(name, &finding)).collect();
    let verdict = if is_bad { "This machine cannot grade yet." } else { "This machine can grade." };
    print(&format!("{lines}\n{verdict}\n"))?;
    Ok(if is_bad { ExitCode::from(exit::NOT_GRADED) } else { ExitCode::SUCCESS })
}

/// A line for each layer of the sandbox.
fn sandbox(toolchain: Option<&Toolchain>, kit: Option<&Kit>) -> Vec<(&'static str, Finding)> {
    let deps = kit.map(|kit| kit.deps.as_path());
    let for_compilers = toolchain.map(|toolchain| confine::for_compilers(toolchain, deps, None));
    let layers = match confine::layers(&for_compilers.unwrap_or_default()) {
        Ok(layers) => layers,
        Err(error) => return vec![("sandbox", Bad(error.to_string()))],
    };
    layers.layers.iter().map(|layer| ("sandbox", of_layer(layer, layers.landlock))).collect()
}

fn of_layer(layer: &Layer, landlock: i32) -> Finding {
    let what = match layer.name.as_str() {
        "limits" => "limits of time, memory, files".to_owned(),
        "files" => format!("files and network kept away by Landlock, version {landlock}"),
        "calls" => "system calls filtered by seccomp".to_owned(),
        "namespaces" => "namespaces: nothing of a submission outlives the grader".to_owned(),
        "user" => "submissions are not run as root".to_owned(),
        "user of compilers" => "compilers are not run as root".to_owned(),
        other => other.to_owned(),
    };
    match &layer.missing {
        None => Good(what),
        Some(why) if layer.is_required => Bad(format!("{what}: {why}")),
        Some(why) => Open(format!("{what}: {why}")),
    }
}

fn line(name: &str, finding: &Finding) -> String {
    let (mark, text) = match finding {
        Good(text) => ('✓', text),
        Open(text) => ('–', text),
        Bad(text) => ('✗', text),
    };
    format!("{mark} {name:<9}{text}\n")
}

fn rustc(toolchain: &Result<Toolchain, toolchain::ToolchainError>) -> Finding {
    let toolchain = match toolchain {
        Ok(toolchain) => toolchain,
        Err(error) => return Bad(error.to_string()),
    };
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    match (toolchain.release(), toolchain::release(wanted)) {
        (Some(found), Some(needed)) if found < needed => {
            Bad(format!("{}, and {wanted} is needed: run `rustup update`", toolchain.summary()))
        }
        _ => Good(toolchain.summary().to_owned()),
    }
}

/// Whether a program is on PATH, and where.
fn program(name: &str, help: &str) -> Finding {
    match toolchain::on_path(name) {
        Some(path) => Good(path.display().to_string()),
        None => Bad(format!("there is no `{name}` on PATH: {help}")),
    }
}

/// cargo builds the kit, and nothing else.
fn cargo(is_prepared: bool) -> Finding {
    let cargo = toolchain::cargo();
    let found = if cargo.components().count() == 1 {
        program(&cargo.to_string_lossy(), "it builds what submissions are compiled against")
    } else if cargo.is_file() {
        Good(cargo.display().to_string())
    } else {
        Bad(format!("there is no {}; see what CARGO names", cargo.display()))
    };
    match found {
        Bad(text) if is_prepared => Open(text),
        finding => finding,
    }
}

fn writable(folder: &Path, is_prepared: bool) -> Finding {
    let shown = folder.display();
    if let Err(error) =
        std::fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder).map(|_| ()))
    {
        return Bad(format!("{shown} cannot be written ({error}): choose another with GRADER_CACHE"));
    }
    let free = rustix::fs::statvfs(folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    match free {
        Ok(free) if free < KIT_NEEDS && !is_prepared => Bad(format!(
            "{shown} has {} MiB free, and {} are needed: free some space, or choose another with GRADER_CACHE",
            free >> 20,
            KIT_NEEDS >> 20
        )),
        Ok(free) => Good(format!("{shown}, {} GiB free", free >> 30)),
        Err(_) => Good(shown.to_string()),
    }
}

fn prepared(kit: Option<&Kit>) -> Finding {
    match kit {
        Some(Kit { library: Some(_), .. }) => Good("prepared: grading needs no network".into()),
        Some(_) => Open(
            "prepared: grading needs no network. Its programs share no library, so that each takes longer to \
             link: `grader cache prune --all` and `grader prepare -v` say why"
                .into(),
        ),
        None => Open("not prepared: the first grading builds it, and needs the network for that".into()),
    }
}

fn course_in(args: &Args) -> Finding {
    let here = env::current_dir().unwrap_or_default();
    let loaded = course::find(args.course.as_deref(), &here).and_then(|folder| course::load(&folder));
    match loaded {
        Ok(loaded) => Good(format!("{}, {} exercises", loaded.course.name, loaded.course.exercises.len())),
        Err(error @ course::CourseError::NotFound { .. }) => Open(error.to_string()),
        Err(error) => Bad(error.to_string()),
    }
}
