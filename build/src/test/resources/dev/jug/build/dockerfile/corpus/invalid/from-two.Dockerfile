FROM a b
#! 1 dockerfile parse error on line 1: FROM requires either one or three arguments
