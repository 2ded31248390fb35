FROM a
RUN --mount=type=cach,target=/x y
#! 2 dockerfile parse error on line 2: unsupported mount type "cach" (did you mean cache?) in --mount=type=cach,target=/x
