//! The folder of an archive in which a submission begins.

/// The folder, with a slash behind it, from which all of these files lie at places where they are
/// looked for; that of the checkout, where a copy of a file lies deeper. `None` where there are
/// several, or none, or where one of `renamed`, files with almost the right name, lies elsewhere: then
/// what was found may be an old copy, or the course's own.
pub(super) fn top_folder<'a>(
    files: impl Iterator<Item = &'a String>,
    renamed: &[String],
    places: &[String],
) -> Option<String> {
    let tops: Vec<&str> = files.filter_map(|file| shortest_top(file, places)).collect();
    let top = tops.iter().min_by_key(|top| top.len())?;
    let all_below =
        tops.iter().all(|other| other.starts_with(top)) && renamed.iter().all(|path| path.starts_with(top));
    all_below.then(|| (*top).to_owned())
}

/// What stands before a place in a path, for the longest place that it ends with.
fn shortest_top<'a>(file: &'a str, places: &[String]) -> Option<&'a str> {
    let tops = places.iter().filter_map(|place| file.strip_suffix(place.as_str()));
    tops.filter(|top| top.is_empty() || top.ends_with('/')).min_by_key(|top| top.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], top: Option<&str>) {
        check_beside(&[], files, top);
    }

    #[track_caller]
    fn check_beside(renamed: &[&str], files: &[&str], top: Option<&str>) {
        let places = ["exercises/src/a.rs", "src/a.rs", "a.rs", "exercises/src/b.rs", "src/b.rs", "b.rs"];
        let places = places.map(str::to_owned);
        let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
        let renamed: Vec<String> = renamed.iter().map(|file| (*file).to_owned()).collect();
        assert_eq!(top_folder(files.iter(), &renamed, &places).as_deref(), top);
    }

    #[test]
    fn a_submission_begins_where_its_files_are_looked_for() {
        check(&["anna/src/a.rs", "anna/src/b.rs"], Some("anna/"));
        check(&["x/anna/exercises/src/a.rs"], Some("x/anna/"));
        check(&["anna/a.rs", "anna/b.rs"], Some("anna/"));
        check(&["a.rs"], Some(""));
    }

    #[test]
    fn a_checkout_may_have_copies_further_down() {
        check(&["w/exercises/src/a.rs", "w/solutions/src/a.rs", "w/target/x/src/b.rs"], Some("w/"));
    }

    #[test]
    fn a_copy_does_not_stand_in_for_a_file_that_was_renamed() {
        check_beside(&["w/exercises/src/A.rs"], &["w/solutions/src/a.rs"], None);
        check_beside(&["w/src/a (1).rs"], &["w/src/b.rs"], Some("w/"));
    }

    #[test]
    fn several_projects_have_no_common_beginning() {
        check(&["one/src/a.rs", "two/src/a.rs"], None);
        check(&["notes.txt"], None);
        check(&[], None);
    }
}
