FROM a
ONBUILD RNU x
#! 2 dockerfile parse error on line 2: unknown instruction: RNU (did you mean RUN?)
