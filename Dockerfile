# The grader with all that it takes: a Rust toolchain, a linker, and what submissions are compiled against.
# It grades as a user who owns nothing, and without a network. How to run it: docs/platforms.md.

FROM rust:1.95-slim AS build
WORKDIR /build
COPY .gitignore Cargo.lock Cargo.toml LICENSE-APACHE LICENSE-MIT rustfmt.toml ./
COPY .cargo .cargo
COPY exercises exercises
COPY solutions solutions
COPY grader grader
RUN cargo install --locked --path grader --root /out

# The same image again: it has rustc, cargo and gcc, and nothing of the build.
FROM rust:1.95-slim
COPY --from=build /out/bin/grader /usr/local/bin/grader
ENV GRADER_CACHE=/var/cache/grader
RUN useradd --system --no-create-home --shell /usr/sbin/nologin grader \
    && install --directory --owner=grader --group=grader "$GRADER_CACHE"
USER grader
# What cargo downloads for that is not needed afterwards.
RUN CARGO_HOME=/tmp/cargo grader prepare && rm -rf /tmp/cargo
WORKDIR /work
ENTRYPOINT ["grader"]
