FROM a
ARG =b
#! 2 dockerfile parse error on line 2: ARG names can not be blank
