package dev.jug.build.dockerfile;

/** The network of a step ({@code RUN --network}). */
public enum NetworkMode {
  /** The one of the build. */
  DEFAULT,
  /** Loopback only. */
  NONE,
  /** The machine's; a build must allow it. */
  HOST
}
