# escape=x
FROM a
#! 1 dockerfile parse error on line 1: invalid ESCAPE 'x'. Must be ` or \
