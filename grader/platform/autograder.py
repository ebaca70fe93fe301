#!/usr/bin/env python3
"""Grades a submission for Classroom 50. Written by `grader init classroom50`.

Classroom 50 runs this in the student's checkout, says in the environment whose submission it is, and reads
`result.json` there. Whoever ends otherwise than with 0 has had trouble that is not the student's.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# Where the grader is built from if this machine has none.
URL = "@URL@"
REVISION = "@REVISION@"
# The first seed of every scenario. Everybody can read this file.
SEED = "@SEED@"

COURSE = Path(__file__).resolve().parent / "course.zip"
CHECKOUT = Path.cwd()
RESULT = CHECKOUT / "result.json"
# What students read beside their score.
PAGE = CHECKOUT / "release-body.md"


class Trouble(Exception):
    """Why nothing was graded."""


def main():
    try:
        with tempfile.TemporaryDirectory() as folder:
            grade(find_grader(), Path(folder))
    except (OSError, Trouble, subprocess.CalledProcessError, zipfile.BadZipFile) as trouble:
        # A result without a grading would count.
        for written in (RESULT, PAGE):
            written.unlink(missing_ok=True)
        print(f"::error::{trouble}", file=sys.stderr)
        return 1
    return 0


def find_grader():
    found = shutil.which("grader")
    if found:
        return found
    if not URL:
        raise Trouble(
            "this machine has no grader: give the assignment a container that has it, or write this file "
            "again with `grader init classroom50 --from URL@REV`"
        )
    root = Path(os.environ.get("RUNNER_TEMP") or tempfile.gettempdir()).resolve() / "grader"
    root.mkdir(parents=True, exist_ok=True)
    revision = ["--rev", REVISION] if REVISION else []
    install = ["cargo", "install", "--locked", "--git", URL, *revision, "--root", str(root), "grader"]
    # Not in the checkout, whose settings of cargo and rustup are the student's.
    subprocess.run(install, cwd=root, check=True)
    return str(root / "bin" / "grader")


def grade(grader, folder):
    with zipfile.ZipFile(COURSE) as course:
        course.extractall(folder / "course")
    report = folder / "report.json"
    command = [
        grader, "grade", str(CHECKOUT), "--course", str(folder / "course" / "exercises"),
        "--seed", SEED, "--quiet", "--format", "github",
        "--report", f"classroom50={RESULT}", "--report", f"markdown={PAGE}", "--report", f"json={report}",
    ]
    # Not in the checkout, as above.
    ended = subprocess.run(command, cwd=folder, check=False).returncode
    if ended not in (0, 3) or not report.is_file():
        raise Trouble(f"the grader ended with {ended}; the reason stands above")
    troubles = [exercise for exercise in exercises(report) if is_trouble(exercise)]
    if troubles:
        names = ", ".join(exercise["exercise"] for exercise in troubles)
        raise Trouble(f"could not be graded: {names}; the report above says why")


def exercises(report):
    [submission] = json.loads(report.read_text(encoding="utf-8"))["submissions"]
    return submission["exercises"]


def is_trouble(exercise):
    """Whether an exercise could not be graded, and not because the student has yet to do one that it needs.

    There are no references here: this folder is public.
    """
    needs_another = "and the course has no reference for it" in exercise.get("message", "")
    return exercise["verdict"] == "error" and not needs_another


if __name__ == "__main__":
    sys.exit(main())
