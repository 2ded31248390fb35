package dev.jug.engine.request;

/** How somebody asked for a mount: {@code inspect} shows it in the same words again. */
public enum MountForm {
  /** In one line: {@code -v}, or {@code Binds} of the API. */
  LINE,
  /** In fields: {@code --mount}, or {@code Mounts} of the API. */
  FIELDS,
  /** By its place alone: {@code -v /data}, or the image's VOLUME. */
  PLACE
}
