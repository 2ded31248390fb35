package dev.jug.build.dockerfile;

import java.util.function.UnaryOperator;

final class MountReader {
  MountReader(MountFlag flag, UnaryOperator<String> expand) {}

  Mount read() {
    throw new UnsupportedOperationException();
  }
}
