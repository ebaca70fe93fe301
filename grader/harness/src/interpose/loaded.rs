//! Where in memory the code lies of the program, and of the library that programs share.
//!
//! Drivers that a grader compiles take all but their own code from one library, which this is a part of
//! then; under cargo it is a part of the program.

use std::ops::Range;
use std::sync::OnceLock;

use grader_trace::Place;
use grader_trace::wire::LIBRARY_FOLDER;
use libc::{c_int, c_void, dl_phdr_info, size_t};

/// What was loaded from one file.
struct Object {
    /// Where it lies.
    range: Range<usize>,
    /// What its own addresses are counted from.
    base: usize,
}

/// What addresses are told of.
#[derive(Default)]
struct Loaded {
    program: Option<Object>,
    /// What this is a part of, if that is not the program.
    library: Option<Object>,
}

/// Of a code address, where in the program or in the library it is. Others belong to libc and differ from
/// run to run.
pub(crate) fn place(address: usize) -> Option<Place> {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    let Loaded { program, library } = LOADED.get_or_init(loaded);
    let within = |object: &Option<Object>| {
        let object = object.as_ref().filter(|object| object.range.contains(&address))?;
        Some((address - object.base) as u64)
    };
    within(program).map(Place::Code).or_else(|| within(library).map(Place::Library))
}

/// Closes what the loader has found the library by: student code has no use for it.
pub(crate) fn close_library_folder() {
    // SAFETY: nothing in this process was opened under that number, which the grader has chosen.
    unsafe { libc::close(LIBRARY_FOLDER) };
}

fn loaded() -> Loaded {
    let mut loaded = Loaded::default();
    // SAFETY: `note` is called with what is passed here, before this returns.
    unsafe { libc::dl_iterate_phdr(Some(note), (&raw mut loaded).cast()) };
    loaded
}

/// # Safety
///
/// `info` is what the loader says of an object, and `to` a [`Loaded`].
unsafe extern "C" fn note(info: *mut dl_phdr_info, _: size_t, to: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    let (info, loaded) = unsafe { (&*info, &mut *to.cast::<Loaded>()) };
    // SAFETY: the loader has as many headers of each object.
    let headers = unsafe { std::slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum.into()) };
    let base = info.dlpi_addr as usize;
    let segments = headers.iter().filter(|header| header.p_type == libc::PT_LOAD).map(|header| {
        let from = base.wrapping_add(header.p_vaddr as usize);
        from..from.wrapping_add(header.p_memsz as usize)
    });
    let Some(range) = segments.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end)) else {
        return 0;
    };
    let is_ours = range.contains(&(place as fn(usize) -> Option<Place> as usize));
    let object = Some(Object { range, base });
    // The program comes first.
    if loaded.program.is_none() {
        loaded.program = object;
    } else if is_ours {
        loaded.library = object;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_of_the_program_has_a_place() {
        let ours = only_what_is_of_the_program_has_a_place as fn() as usize;
        let Some(Place::Code(code)) = place(ours) else { panic!("{:?}", place(ours)) };
        assert_eq!(place(ours + 1), Some(Place::Code(code + 1)));
        assert_eq!(place(libc::printf as *const () as usize), None);
        assert_eq!(place(0), None);
    }
}
