RUN x
#! 1 dockerfile parse error on line 1: no build stage in current context
