FROM a
LABEL =b
#! 2 dockerfile parse error on line 2: LABEL names can not be blank
