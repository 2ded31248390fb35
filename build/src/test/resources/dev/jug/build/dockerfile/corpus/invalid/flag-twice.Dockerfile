FROM a
COPY --from=a --from=b a b
#! 2 dockerfile parse error on line 2: duplicate flag specified: from
