FROM a
COPY --chown a b
#! 2 dockerfile parse error on line 2: missing a value on flag: chown
