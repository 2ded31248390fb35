FROM a
HEALTHCHECK NONE x
#! 2 dockerfile parse error on line 2: HEALTHCHECK NONE takes no arguments
