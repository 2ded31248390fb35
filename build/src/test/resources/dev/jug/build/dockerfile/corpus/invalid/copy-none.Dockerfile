FROM a

ADD
#! 3 dockerfile parse error on line 3: ADD requires at least one argument
