FROM a
HEALTHCHECK CMD
#! 2 dockerfile parse error on line 2: Missing command after HEALTHCHECK CMD
