package dev.jug.kube.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A manifest in which each field that is supported occurs. */
final class Example {
  private Example() {}

  static String everything() {
    try (var in = Example.class.getResourceAsStream("everything.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
