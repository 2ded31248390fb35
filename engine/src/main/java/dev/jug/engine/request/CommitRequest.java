package dev.jug.engine.request;

import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image to be made of a container.
 *
 * @param name what it shall be called; null for nothing
 * @param author who made it; null for nobody
 * @param message what history shall say; null for nothing
 * @param changes of how it runs, as instructions of a Dockerfile
 */
public record CommitRequest(
    @Nullable Reference name,
    @Nullable String author,
    @Nullable String message,
    List<String> changes) {
  public CommitRequest {
    changes = List.copyOf(changes);
  }

  /** What the event of it says, in Docker's words. */
  public Map<String, String> attributes(String image) {
    return Map.of(
        "comment",
        Objects.requireNonNullElse(message, ""),
        "imageID",
        image,
        "imageRef",
        name == null ? "" : name.familiar());
  }
}
