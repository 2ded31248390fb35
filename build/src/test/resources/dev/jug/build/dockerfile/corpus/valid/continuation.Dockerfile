FROM busybox
RUN a \

  b \
# c
  d
ENV x=1 \
  y=2
RUN end \