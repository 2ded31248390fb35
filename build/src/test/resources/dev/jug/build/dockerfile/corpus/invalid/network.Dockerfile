FROM a
RUN --network=nnoe y
#! 2 dockerfile parse error on line 2: invalid value for flag network: nnoe (did you mean none?)
