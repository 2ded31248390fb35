FROM a
ONBUILD ONBUILD RUN x
#! 2 dockerfile parse error on line 2: Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed
