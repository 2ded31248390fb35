package dev.jug.build.dockerfile;

final class FileReader {
  FileReader(SourceText text) {}

  Dockerfile read() {
    throw new UnsupportedOperationException();
  }
}
