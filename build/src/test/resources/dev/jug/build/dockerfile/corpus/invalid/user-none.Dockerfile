FROM a
USER
#! 2 dockerfile parse error on line 2: USER requires exactly one argument
