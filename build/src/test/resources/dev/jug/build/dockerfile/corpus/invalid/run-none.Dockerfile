FROM a
RUN
#! 2 dockerfile parse error on line 2: RUN requires at least one argument
