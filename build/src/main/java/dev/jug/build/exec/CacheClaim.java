package dev.jug.build.exec;

import dev.jug.build.dockerfile.Mount.Sharing;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of a cache mount, for one step.
 *
 * @param path where it is
 * @param isNew whether it was made just now
 * @param turn of a step that does not share it; does nothing otherwise
 */
record CacheClaim(Path path, boolean isNew, Flights.Turn turn) implements AutoCloseable {
  /**
   * Claims one; who wants it for itself waits, or gets another one.
   *
   * @param id what a Dockerfile calls it
   */
  static CacheClaim of(Path caches, String id, Sharing sharing, Flights flights)
      throws IOException, InterruptedException {
    var name = Digest.of(id.getBytes(StandardCharsets.UTF_8)).hex();
    return switch (sharing) {
      case SHARED -> at(caches.resolve(name), () -> {});
      case LOCKED -> at(caches.resolve(name), flights.begin(key(name)));
      case PRIVATE -> own(caches, name, flights);
    };
  }

  private static CacheClaim own(Path caches, String name, Flights flights) throws IOException {
    for (int i = 0; ; i++) {
      var each = i == 0 ? name : name + "-" + i;
      var turn = flights.tryBegin(key(each));
      if (turn.isPresent()) {
        return at(caches.resolve(each), turn.get());
      }
    }
  }

  private static Digest key(String name) {
    return Digest.of(("cache " + name).getBytes(StandardCharsets.UTF_8));
  }

  private static CacheClaim at(Path path, Flights.Turn turn) throws IOException {
    try {
      boolean isNew = !Files.isDirectory(path);
      Files.createDirectories(path);
      return new CacheClaim(path, isNew, turn);
    } catch (IOException e) {
      turn.close();
      throw e;
    }
  }

  @Override
  public void close() {
    turn.close();
  }
}
