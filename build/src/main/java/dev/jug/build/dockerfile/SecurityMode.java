package dev.jug.build.dockerfile;

/** What a step may do ({@code RUN --security}). */
public enum SecurityMode {
  /** What a container may. */
  SANDBOX,
  /** What a privileged container may; a build must allow it. */
  INSECURE
}
