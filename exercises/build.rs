//! Makes the list of modules, the driver and a copy of the course from `checks/*.toml`, for this
//! package and for `solutions` beside it, which answers the same exercises. Programs are modules of the
//! driver: each is copied, with a line that lets the driver run its `main`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use grader_judge::course::{self, CourseFile, Exercise, driver, program};

fn main() {
    let here = Path::new(".");
    let files = definitions(if here.join("checks").is_dir() { here } else { Path::new("../exercises") });
    let course = course::read("exercises", &files)
        .unwrap_or_else(|problems| panic!("the course is broken:\n\n{problems}"));
    let answers: Vec<_> = course.exercises.iter().map(|exercise| exercise.file.clone()).collect();
    let calls: Vec<_> = course
        .exercises
        .iter()
        .flat_map(|exercise| exercise.scenarios.iter().map(move |one| (exercise, one)))
        .collect();
    let student_crate = env::var("CARGO_PKG_NAME").expect("cargo sets it");
    write("modules.rs", &driver::modules_macro(&course));
    let folder = out_folder();
    let driver = driver::driver_with_programs(&student_crate, &answers, &calls, &folder.to_string_lossy());
    write("driver.rs", &driver.source);
    for exercise in course.exercises.iter().filter(|exercise| exercise.is_program()) {
        copy_program(exercise);
    }
    let texts: Vec<_> = files.iter().map(|file| (&file.path, &file.text)).collect();
    write("course.rs", &format!("&{texts:?}"));
}

fn out_folder() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"))
}

fn write(name: &str, text: &str) {
    let path = out_folder().join(name);
    let folder = path.parent().expect("it lies in the build folder");
    fs::create_dir_all(folder).expect("the build folder can be written");
    fs::write(path, text).expect("the build folder can be written");
}

/// Makes a module of a program, at a path that ends as that of the program does, and one of its lesson.
fn copy_program(exercise: &Exercise) {
    let Exercise { id, file, .. } = exercise;
    println!("cargo::rerun-if-changed={file}");
    // Where there is none, cargo says so of the program itself.
    let source = fs::read_to_string(file).unwrap_or_default();
    write(&driver::lesson_file(exercise), &driver::lesson(&source));
    write(file, &program::as_module(&source, &format!("crate::driver::{id}")));
}

/// All files that define the course in `folder`, by name.
fn definitions(folder: &Path) -> Vec<CourseFile> {
    println!("cargo::rerun-if-changed={}", folder.join("checks").display());
    let mut files: Vec<CourseFile> = fs::read_dir(folder.join("checks"))
        .expect("the course has a folder `checks`")
        .map(|entry| entry.expect("the folder `checks` can be read").file_name())
        .filter_map(|name| name.into_string().ok().filter(|name| name.ends_with(".toml")))
        .map(|name| format!("checks/{name}"))
        .chain(folder.join("course.toml").exists().then(|| "course.toml".to_owned()))
        .inspect(|path| println!("cargo::rerun-if-changed={}", folder.join(path).display()))
        .map(|path| CourseFile {
            text: fs::read_to_string(folder.join(&path)).expect("it can be read"),
            path,
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}
