# What `setup.sh` and `run_autograder` share. Both read it.
export GRADER_CACHE=/autograder/cache
# The first seed of every scenario: whoever knows it can prepare for it.
export GRADER_SEED=@SEED@
if [ -d /autograder/rustup ]; then
    export RUSTUP_HOME=/autograder/rustup CARGO_HOME=/autograder/cargo
    PATH=/autograder/cargo/bin:$PATH
fi
export PATH=/autograder/bin:$PATH
