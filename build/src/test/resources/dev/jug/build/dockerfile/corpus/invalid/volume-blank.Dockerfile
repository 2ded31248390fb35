FROM a
VOLUME [""]
#! 2 dockerfile parse error on line 2: VOLUME specified can not be an empty string
