FROM a
HEALTHCHECK --retries=-1 CMD x
#! 2 dockerfile parse error on line 2: --retries cannot be negative (-1)
