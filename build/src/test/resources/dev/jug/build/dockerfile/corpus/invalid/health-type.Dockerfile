FROM a
HEALTHCHECK curl x
#! 2 dockerfile parse error on line 2: Unknown type "CURL" in HEALTHCHECK (try CMD)
