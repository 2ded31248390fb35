package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.endpoint.Page;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Lists that come in parts. */
final class Pages {
  private static final int MOST_PAGES = 1000;
  private static final int MOST_ENTRIES = 200_000;

  private Pages() {}

  /** Asks for the next part. */
  interface Next<T> {
    Page<T> after(URI address) throws IOException;
  }

  /**
   * The whole list.
   *
   * @throws ImageException if it has no end
   */
  static <T> List<T> all(Page<T> first, Next<T> next) throws IOException {
    var entries = new ArrayList<>(first.entries());
    var address = first.next();
    for (int page = 1; address.isPresent(); page++) {
      if (page == MOST_PAGES || entries.size() > MOST_ENTRIES) {
        throw new ImageException(
            ImageException.Kind.REFUSED, "the registry sends a list without end");
      }
      var more = next.after(address.get());
      entries.addAll(more.entries());
      address = more.next();
    }
    return List.copyOf(entries);
  }
}
