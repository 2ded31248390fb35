FROM
#! 1 dockerfile parse error on line 1: FROM requires at least one argument
