FROM a
RUN --mount=type=tmpfs y
#! 2 dockerfile parse error on line 2: invalid mount: target is required in --mount=type=tmpfs
