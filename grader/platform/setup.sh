#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the machine on which submissions are graded.
# Written by `grader init gradescope`.
set -euo pipefail
cd /autograder/source
. ./environment.sh
url="@URL@"
rev="@REVISION@"

# What is compiled is linked by it.
if ! command -v cc > /dev/null; then
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends gcc libc6-dev
fi

have=$(rustc --version 2> /dev/null | cut -d ' ' -f 2) || have=
if ! printf '%s\n' "@RUST@" "$have" | sort -V -C; then
    if ! command -v curl > /dev/null; then
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates curl
    fi
    # Where everybody can read it: compilers are not run as root then.
    mkdir -p /autograder/rustup
    . ./environment.sh
    curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs \
        | sh -s -- -y --no-modify-path --profile minimal --default-toolchain "@RUST@"
fi

mkdir -p /autograder/bin
if [ -f grader ] && chmod 755 grader && ./grader --version; then
    install -m 755 grader /autograder/bin/grader
elif [ -n "$url" ]; then
    cargo install --locked --git "$url" ${rev:+--rev "$rev"} --root /autograder grader
else
    echo "The grader in this archive does not start here, probably because it was built on a newer system" >&2
    echo "than this base image. Choose a newer image; or run \`grader init gradescope\` on a system as old" >&2
    echo "as the image, or with \`--from URL@REV\`, so that the grader is built here." >&2
    exit 1
fi

# Now and not when a submission waits for it; afterwards grading needs no network.
grader prepare
grader doctor || echo "Look at what is missing: if it is missing as well where submissions run, none is graded."
