//! `--report FORMAT=PATH`: a report that will be there whole or not at all.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;

use super::report_folder;
use crate::report::{Format, Report, Setting};

/// A report that is going to be written.
pub(super) struct ReportFile<'a> {
    format: Format,
    path: &'a Path,
    folder: &'a Path,
}

/// Reads the value of the option.
pub(super) fn parse(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("write FORMAT=PATH, such as json=report.json")?;
    let format = Format::from_str(format, false)
        .map_err(|_| format!("there is no format `{format}`; formats are {}", names()))?;
    if path.is_empty() {
        return Err("name a file, as in json=report.json".into());
    }
    Ok((format, path.into()))
}

/// All formats, as a phrase.
fn names() -> String {
    let values = Format::value_variants().iter().filter_map(Format::to_possible_value);
    values.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(", ")
}

impl<'a> ReportFile<'a> {
    /// Whether there is one submission in it.
    pub(super) fn is_of_one(&self) -> bool {
        self.format.is_of_one() && !self.format.is_folder()
    }

    /// Finds out before anything is graded whether it can be written.
    pub(super) fn check((format, path): &'a (Format, PathBuf)) -> Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            let folder = folder.display();
            bail!("cannot write the report {}: there is no folder {folder}; make it first", path.display());
        }
        if format.is_folder() {
            report_folder::check(path, folder)?;
        } else {
            check_file(path, folder)?;
        }
        Ok(Self { format: *format, path, folder })
    }

    pub(super) fn write(&self, report: &Report, setting: &Setting) -> Result<()> {
        if self.format.is_folder() {
            return report_folder::write(self.path, self.folder, report, setting);
        }
        let context = || format!("cannot write the report {}", self.path.display());
        let text = self.format.render(report, setting).with_context(context)?;
        let text = anstream::adapter::strip_str(&text).to_string();
        let mut file = tempfile::Builder::new()
            .permissions(PermissionsExt::from_mode(0o644))
            .tempfile_in(self.folder)
            .with_context(context)?;
        file.write_all(text.as_bytes()).with_context(context)?;
        file.persist(self.path).map_err(|error| error.error).with_context(context)?;
        Ok(())
    }
}

fn check_file(path: &Path, folder: &Path) -> Result<()> {
    let failed = |why: &str| anyhow!("cannot write the report {}: {why}", path.display());
    // A device or a pipe must not be replaced by a file.
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => bail!(failed("it is a folder; name a file in it")),
        Ok(there) if !there.is_file() => bail!(failed("it is no regular file; name another one")),
        Err(error) if error.kind() != ErrorKind::NotFound => bail!(failed(&error.to_string())),
        _ => {}
    }
    // Without a name: whoever is killed while he grades leaves nothing there.
    tempfile::tempfile_in(folder).map_err(|error| failed(&error.to_string()))?;
    Ok(())
}
