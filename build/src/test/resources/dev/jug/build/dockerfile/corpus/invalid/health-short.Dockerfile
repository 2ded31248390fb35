FROM a
HEALTHCHECK --interval=1us CMD x
#! 2 dockerfile parse error on line 2: Interval "interval" cannot be less than 1ms
