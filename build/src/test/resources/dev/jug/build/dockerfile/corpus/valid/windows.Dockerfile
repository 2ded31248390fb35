# escape=`
FROM scratch
COPY a c:\\x\
RUN a `
 b
