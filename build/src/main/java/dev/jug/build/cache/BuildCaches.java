package dev.jug.build.cache;

import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.ImageTarget;
import java.io.IOException;
import java.util.List;

/**
 * What a build shares with builds of other engines.
 *
 * @param from has steps that need not run here; the first that knows one counts
 * @param to hears of the steps of this build
 * @param inline whether the image says of which steps its layers are
 */
public record BuildCaches(List<From> from, List<To> to, boolean inline) {
  /** Nothing is shared. */
  public static final BuildCaches NONE = new BuildCaches(List.of(), List.of(), false);

  public BuildCaches {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /** A cache to read. */
  @FunctionalInterface
  public interface From {
    /**
     * Opens it; the caller closes it.
     *
     * @throws IOException if it cannot be reached
     */
    ImageSource open() throws IOException;
  }

  /**
   * A cache to write.
   *
   * @param wish what is said of it
   * @param opening opens it
   */
  public record To(CacheWish wish, Opening opening) {}

  /** Opens a cache to write. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Opens it; the caller closes it.
     *
     * @throws IOException if it cannot be reached
     */
    ImageTarget open() throws IOException;
  }
}
