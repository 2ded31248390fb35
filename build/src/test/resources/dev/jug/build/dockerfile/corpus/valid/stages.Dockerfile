# syntax=docker/dockerfile:1
ARG V=3
FROM golang:$V AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache go build -o /out/app

FROM scratch
COPY --from=build --chown=1:1 /out/app /app
USER 1
ENTRYPOINT ["/app"]
