# Runs a command where `/autograder` is the folder $1, and everything else is as on this machine: in mounts
# of its own, so that nothing of it stays.
set -e
autograder=$1
root=$2
shift 2
mount -t tmpfs none "$root"
mkdir "$root/autograder" "$root/before"
mount --bind "$autograder" "$root/autograder"
for entry in /*; do
    name=${entry#/}
    case $name in autograder | before) continue ;; esac
    if [ -L "$entry" ]; then
        cp -P "$entry" "$root/$name"
    elif [ -d "$entry" ]; then
        mkdir "$root/$name"
        mount --rbind "$entry" "$root/$name"
    fi
done
cd "$root"
pivot_root . before
cd /autograder
umount -l /before
exec "$@"
