FROM a
EXPOSE
#! 2 dockerfile parse error on line 2: EXPOSE requires at least one argument
