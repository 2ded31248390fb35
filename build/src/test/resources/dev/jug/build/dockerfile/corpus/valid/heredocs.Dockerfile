FROM busybox
RUN <<EOF
#!/bin/sh
echo 1
EOF
COPY <<one <<-"two" /etc/
$a
one
	# kept
	two
RUN cat <<A - <<B
x
A
y
B
