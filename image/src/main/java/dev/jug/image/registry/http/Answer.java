package dev.jug.image.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server said. Its body must be read in time: the connection waits for it.
 *
 * @param from who gave it, after redirections
 */
public record Answer(int status, HttpHeaders headers, InputStream body, URI from)
    implements AutoCloseable {
  /** How much is read of what nobody wants, so that the connection can be used again. */
  private static final int DRAINED = 16 << 10;

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** A header that is a length, and says one. */
  public Optional<Long> length(String name) {
    return header(name).filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
  }

  /** The format of the body, without parameters; empty if nothing is said about it. */
  public String mediaType() {
    var text = header("Content-Type").orElse("");
    int semicolon = text.indexOf(';');
    return (semicolon < 0 ? text : text.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The body as a whole.
   *
   * @param most how many bytes it may have
   * @return empty if it has more
   */
  public Optional<byte[]> read(int most) throws IOException {
    var bytes = body.readNBytes(most + 1);
    return bytes.length > most ? Optional.empty() : Optional.of(bytes);
  }

  /** Lets the connection go. */
  @Override
  public void close() {
    try (body) {
      body.readNBytes(DRAINED);
    } catch (IOException _) {
      // nobody wants the rest
    }
  }
}
