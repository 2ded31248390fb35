FROM a
ONBUILD FROM x
#! 2 dockerfile parse error on line 2: FROM isn't allowed as an ONBUILD trigger
