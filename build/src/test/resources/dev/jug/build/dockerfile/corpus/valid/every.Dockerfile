ARG A
FROM busybox
ARG A B=2
ENV a=b c="d e"
ENV old way
LABEL x=y
EXPOSE 80 443/tcp 8000-8010/udp
VOLUME /a /b
VOLUME ["/c d"]
USER a:b
WORKDIR /w
STOPSIGNAL SIGQUIT
SHELL ["/bin/ash", "-c"]
HEALTHCHECK --interval=5s CMD ["true"]
HEALTHCHECK NONE
ADD http://a/b /c
ADD --checksum=sha256:00 x.tar y /z/
ONBUILD COPY a /b
CMD echo hi
ENTRYPOINT exec x
MAINTAINER a b
