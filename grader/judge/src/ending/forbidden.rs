//! What a system call is good for, in a beginner's words.

/// What code tries to do with a system call, as "it tried to …" goes on.
pub(super) fn deed(call: Option<&str>) -> String {
    let Some(call) = call else { return "ask the system for something".to_owned() };
    let known: [(&[&str], &str); 6] = [
        (&["socket", "connect", "bind", "listen", "accept", "accept4"], "use the network"),
        (&["execve", "execveat", "fork", "vfork", "clone"], "start another program"),
        (
            &["kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_send_signal"],
            "send a signal to another program",
        ),
        (
            &[
                "mkdir",
                "mkdirat",
                "mknod",
                "mknodat",
                "unlink",
                "unlinkat",
                "rmdir",
                "rename",
                "renameat",
                "renameat2",
                "link",
                "linkat",
                "symlink",
                "symlinkat",
                "creat",
                "truncate",
                "ftruncate",
                "utimes",
                "utimensat",
            ],
            "change files",
        ),
        (
            &["chmod", "fchmod", "fchmodat", "chown", "lchown", "fchown", "fchownat", "setxattr"],
            "change who may use a file",
        ),
        (&["chdir", "fchdir", "chroot"], "move to another folder"),
    ];
    let found = known.into_iter().find(|(calls, _)| calls.contains(&call));
    found.map_or_else(
        || format!("make the system call `{}`", crate::escape::escape(call)),
        |(_, deed)| deed.to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::deed;

    #[test]
    fn deeds_are_told_as_a_beginner_knows_them() {
        assert_eq!(deed(Some("socket")), "use the network");
        assert_eq!(deed(Some("execve")), "start another program");
        assert_eq!(deed(Some("bpf")), "make the system call `bpf`");
        assert_eq!(deed(None), "ask the system for something");
    }
}
