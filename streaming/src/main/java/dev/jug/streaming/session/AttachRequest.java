package dev.jug.streaming.session;

/**
 * The streams of a container's own process.
 *
 * @param container its id
 */
public record AttachRequest(String container, Wanted wanted) {
  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if there is no container
   */
  public AttachRequest {
    if (container.isEmpty()) {
      throw new IllegalArgumentException("missing required container_id");
    }
  }
}
