FROM a
RUN <<EOF
x
#! 2 dockerfile parse error on line 2: unterminated heredoc
