//! The files that a student works on, and those of the course.

use std::collections::BTreeMap;
use std::path::PathBuf;

use grader_judge::course::Exercise;

use crate::course::{self, CourseError, LoadedCourse};
use crate::intake::{self, IntakeError, Submission};

/// All that a grading depends on, as it was at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The course.
    pub course: LoadedCourse,
    /// The student's files.
    pub submission: Submission,
    /// Where the file of each exercise is or should be, by its id, as seen from where the student is.
    pub paths: BTreeMap<String, String>,
}

/// Where a course and answers to it are.
#[derive(Debug, Clone)]
pub struct Place {
    /// The folder of the course.
    pub course: PathBuf,
    /// The answers, in any way that [`intake`] takes them; most often the folder of the course.
    pub answers: PathBuf,
    /// The folder of the answers, as seen from where the student is.
    pub shown: PathBuf,
}

/// Why there is nothing to grade.
#[derive(Debug, thiserror::Error)]
pub enum AnswersError {
    /// The course cannot be read.
    #[error(transparent)]
    Course(#[from] CourseError),
    /// The answers cannot be read.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// They are those of a class.
    #[error("{} holds the answers of several people; name the folder of one", path.display())]
    Several {
        /// Where they are.
        path: PathBuf,
    },
}

impl Place {
    /// Reads all files.
    ///
    /// # Errors
    /// Where a file of the course cannot be read or is broken, or there are no answers at all.
    pub fn read(&self) -> Result<Answers, AnswersError> {
        let course = course::load_without_stubs(&self.course)?;
        let found = intake::submissions(&course.course, &self.answers)?.submissions;
        let [submission] = &found[..] else {
            return Err(AnswersError::Several { path: self.answers.clone() });
        };
        let submission = submission.read(&course.course);
        let exercises = course.course.exercises.iter();
        let paths = exercises.map(|exercise| (exercise.id.clone(), self.path(exercise))).collect();
        Ok(Answers { course, submission, paths })
    }

    fn path(&self, exercise: &Exercise) -> String {
        let is_there = |place: &String| self.answers.join(place).exists();
        let place = intake::places(exercise).find(is_there).unwrap_or_else(|| exercise.file.clone());
        // Where the answer is a single file, that is not a folder.
        if self.answers.is_file() { place } else { self.shown.join(place).display().to_string() }
    }

    /// The folders in which something may be saved that matters. Not what is below them: there may be
    /// whatever cargo builds.
    pub fn folders(&self) -> Vec<PathBuf> {
        const ANSWERS: [&str; 6] = ["", "src", "src/bin", "exercises", "exercises/src", "exercises/src/bin"];
        let course = ["", "checks"].map(|place| self.course.join(place));
        course.into_iter().chain(ANSWERS.map(|place| self.answers.join(place))).collect()
    }
}
