FROM a
SHELL bash -c
#! 2 dockerfile parse error on line 2: SHELL requires the arguments to be in JSON form
