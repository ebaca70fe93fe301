//! The `grader` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    grader::cli::main()
}
