FROM a
ENV a
#! 2 dockerfile parse error on line 2: ENV must have two arguments
