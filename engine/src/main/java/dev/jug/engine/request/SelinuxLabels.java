package dev.jug.engine.request;

/**
 * What SELinux knows a container by, decided when it is made.
 *
 * @param process context of its processes, {@code user:role:type:level}; empty if they have the
 *     engine's
 * @param mount context of its files; empty if they have those on disk
 */
public record SelinuxLabels(String process, String mount) {
  /** Where there is no SELinux, or nobody wants it. */
  public static final SelinuxLabels NONE = new SelinuxLabels("", "");
}
