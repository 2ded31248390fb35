FROM a
COPY a <<EOF
x
EOF
#! 2 dockerfile parse error on line 2: COPY cannot accept a heredoc as a destination
