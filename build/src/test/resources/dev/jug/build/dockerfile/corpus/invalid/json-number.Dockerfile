FROM a
CMD ["a", 1]
#! 2 dockerfile parse error on line 2: when using JSON array syntax, arrays must be comprised of strings only
