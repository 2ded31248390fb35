package dev.jug.image.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that does one operation when it is told to, and can be stopped meanwhile. It does the
 * same before with a store of its own, so that what is seen later is the operation and not the JVM
 * that loads classes.
 */
final class Victim {
  private Victim() {}

  /** Arguments: the store, its driver, the operation, its inputs, a store to warm up with. */
  public static void main(String[] arguments) throws IOException {
    var driver = arguments[1];
    var operation = Operation.valueOf(arguments[2]);
    var inputs = Path.of(arguments[3]);
    run(Path.of(arguments[4]), driver, operation, inputs);
    System.out.println("ready");
    if (System.in.read() == 'g') {
      run(Path.of(arguments[0]), driver, operation, inputs);
      System.out.println("done");
    }
  }

  private static void run(Path store, String driver, Operation operation, Path inputs)
      throws IOException {
    if (Files.exists(store)) {
      try (var images = Operation.open(store, driver)) {
        operation.run(images, inputs);
      }
    }
  }
}
