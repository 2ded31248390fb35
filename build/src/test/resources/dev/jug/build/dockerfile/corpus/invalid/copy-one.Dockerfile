FROM a
COPY a
#! 2 dockerfile parse error on line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined
