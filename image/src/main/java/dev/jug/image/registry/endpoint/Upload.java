package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.http.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * A blob on its way into a registry.
 *
 * @param location where to go on; changes with each answer
 * @param received how many bytes the registry has
 * @param leastChunk how many bytes each chunk must have but the last; 0 if chunks are not demanded
 */
public record Upload(URI location, long received, long leastChunk) {
  private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

  /** One that has just begun. */
  static Upload begun(Answer answer) throws IOException {
    return new Upload(Locations.of(answer), 0, answer.length("OCI-Chunk-Min-Length").orElse(0L));
  }

  /**
   * The same, after an answer.
   *
   * @param expected what it has if the answer does not say
   */
  Upload after(Answer answer, long expected) throws IOException {
    var range = RANGE.matcher(answer.header("Range").orElse(""));
    long last = range.matches() ? Long.parseLong(range.group(1)) : expected - 1;
    boolean none = last <= 0 && expected != 1;
    return new Upload(Locations.of(answer), none ? 0 : last + 1, leastChunk);
  }
}
