FROM a AS 1b
#! 1 dockerfile parse error on line 1: invalid name for build stage: "1b", name can't start with a number or contain symbols
