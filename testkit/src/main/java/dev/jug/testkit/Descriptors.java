package dev.jug.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Descriptors of this JVM. */
final class Descriptors {
  private Descriptors() {}

  /** All but those the JVM opens for itself: classes, its own files, randomness. */
  static Stream<String> open() {
    return Proc.entries(Path.of("/proc/self/fd"))
        .flatMap(fd -> Proc.link(fd).stream().map(target -> fd.getFileName() + " → " + target))
        .filter(line -> !isOfTheJvm(line.substring(line.indexOf('→') + 2)));
  }

  private static boolean isOfTheJvm(String target) {
    return target.endsWith(".jar")
        || target.endsWith(".class")
        || target.startsWith(System.getProperty("java.home"))
        || target.startsWith("/dev/")
        || target.startsWith("/proc/")
        || target.startsWith("/sys/");
  }

  /**
   * Makes the JVM open what it opens once and keeps: the pollers behind virtual threads, and ours.
   */
  static void warmUp() {
    initialize("dev.jug.linux.io.Poller");
    try {
      var pipe = Pipe.open();
      try (var source = pipe.source();
          var sink = pipe.sink()) {
        var reader = Thread.ofVirtual().start(() -> readOne(source));
        Thread.sleep(20);
        sink.write(ByteBuffer.wrap(new byte[1]));
        reader.join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void initialize(String type) {
    try {
      Class.forName(type);
    } catch (ClassNotFoundException _) {
      // Not every module's tests see dev.jug.linux.
    }
  }

  private static void readOne(Pipe.SourceChannel source) {
    try {
      source.read(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
