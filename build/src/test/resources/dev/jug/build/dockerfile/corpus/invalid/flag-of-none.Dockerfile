FROM a
CMD --x
#! 2 dockerfile parse error on line 2: unknown flag: --x
