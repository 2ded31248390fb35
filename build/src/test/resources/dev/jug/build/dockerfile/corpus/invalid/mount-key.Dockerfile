FROM a
RUN --mount=typ=cache,target=/x y
#! 2 dockerfile parse error on line 2: unexpected key 'typ' in 'typ=cache' (did you mean type?)
