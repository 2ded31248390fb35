FROM a
HEALTHCHECK --interval=5 CMD x
#! 2 dockerfile parse error on line 2: time: invalid duration "5"
