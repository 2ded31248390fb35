FRMO scratch
#! 1 dockerfile parse error on line 1: unknown instruction: FRMO (did you mean FROM?)
