FROM a
ENV =b
#! 2 dockerfile parse error on line 2: ENV names can not be blank
