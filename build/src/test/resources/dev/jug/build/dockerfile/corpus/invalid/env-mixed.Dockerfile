FROM a
ENV a=b c
#! 2 dockerfile parse error on line 2: Syntax error - can't find = in "c". Must be of the form: name=value
