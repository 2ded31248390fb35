FROM scratch
zzzzzzzz y
#! 2 dockerfile parse error on line 2: unknown instruction: zzzzzzzz
