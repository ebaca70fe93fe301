//! `grader completions` and `grader man`: the command line, described for shells and for `man`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::Cli;
use super::terminal::print;

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell that is to complete commands
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// Write a page for each command into this folder, which is made; pages of that name are replaced
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn completions(args: &CompletionsArgs) -> Result<ExitCode> {
    let mut command = Cli::command().mut_subcommand("watch", |watch| without_hidden(&watch));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "grader", &mut script);
    print(&String::from_utf8(script).context("the script is no text")?)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn man(args: &ManArgs) -> Result<ExitCode> {
    match &args.out {
        Some(folder) => {
            let failed = || format!("cannot write pages into {}: name another folder", folder.display());
            fs::create_dir_all(folder).with_context(failed)?;
            clap_mangen::generate_to(Cli::command(), folder).with_context(failed)?;
        }
        None => {
            let mut page = Vec::new();
            // As the pages for all commands have it: `help` is none of them.
            let command = Cli::command().disable_help_subcommand(true);
            clap_mangen::Man::new(command).render(&mut page).context("cannot write the page")?;
            print(&String::from_utf8(page).context("the page is no text")?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// `grader watch` without the option that it gives only itself: scripts would offer it.
fn without_hidden(watch: &Command) -> Command {
    let shown = watch.get_arguments().filter(|argument| !argument.is_hide_set()).cloned();
    let about = watch.get_about().cloned().unwrap_or_default();
    Command::new("watch").about(about).args(shown.collect::<Vec<_>>())
}
