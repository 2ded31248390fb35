package dev.jug.examples;

import dev.jug.Jug;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a program of a container between two streams of this one, whatever their length. */
public final class Compress {
  public static void main(String[] arguments) throws IOException {
    var from = Path.of(arguments[0]);
    try (var jug = Jug.open();
        var in = Files.newInputStream(from);
        var out = Files.newOutputStream(Path.of(from + ".gz"))) {
      run(jug, in, out);
    }
  }

  static int run(Jug jug, InputStream in, OutputStream out) {
    return jug.container("host").command("gzip", "-c").network("none").run(in, out, System.err);
  }
}
