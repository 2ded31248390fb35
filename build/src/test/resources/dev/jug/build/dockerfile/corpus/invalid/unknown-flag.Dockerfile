FROM a
COPY --form=x a b
#! 2 dockerfile parse error on line 2: unknown flag: --form (did you mean --from?)
