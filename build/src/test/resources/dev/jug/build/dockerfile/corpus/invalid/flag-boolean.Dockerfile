FROM a
COPY --link=x a b
#! 2 dockerfile parse error on line 2: expecting boolean value for flag link, not: x
