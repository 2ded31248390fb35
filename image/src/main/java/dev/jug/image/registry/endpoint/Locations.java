package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.http.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses in answers. */
final class Locations {
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

  private Locations() {}

  /** Where an upload goes on. */
  static URI of(Answer answer) throws IOException {
    var text =
        answer
            .header("Location")
            .orElseThrow(() -> new IOException("the registry does not say where to send it"));
    return resolve(answer.from(), text);
  }

  /** Where a list goes on (RFC 8288). */
  static Optional<URI> next(Answer answer) throws IOException {
    var link = NEXT.matcher(answer.header("Link").orElse(""));
    return link.find() ? Optional.of(resolve(answer.from(), link.group(1))) : Optional.empty();
  }

  /**
   * A registry behind a proxy may not know that it is spoken to by TLS; it stays so. A query alone
   * is about the same path, other than the JDK has it (RFC 3986, 5.4.1).
   */
  private static URI resolve(URI from, String text) throws IOException {
    try {
      var to = from.resolve(text.startsWith("?") ? from.getRawPath() + text : text);
      boolean unaware =
          from.getScheme().equals("https")
              && "http".equals(to.getScheme())
              && to.getHost() != null
              && HostPort.of(to).host().equals(HostPort.of(from).host());
      return unaware ? from.resolve(to.getRawPath() + query(to)) : to;
    } catch (IllegalArgumentException e) {
      throw new IOException("the registry gives an address that is none", e);
    }
  }

  private static String query(URI address) {
    return address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
  }
}
