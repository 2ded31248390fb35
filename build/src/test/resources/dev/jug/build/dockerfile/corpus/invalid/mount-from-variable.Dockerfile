FROM a
RUN --mount=from=$x,target=/x y
#! 2 dockerfile parse error on line 2: 'from' doesn't support variable expansion, define alias stage instead
