package dev.jug.engine.selinux;

/**
 * What SELinux knows something by (selinux(8)).
 *
 * @param user such as {@code system_u}
 * @param role such as {@code system_r}
 * @param type of a process its domain, such as {@code container_t}
 * @param level sensitivity and categories, such as {@code s0:c1,c2}; empty where a policy has none
 */
record Context(String user, String role, String type, String level) {
  private static final int PARTS = 4;

  /**
   * Reads {@code user:role:type[:level]}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Context parse(String text) {
    var parts = text.split(":", PARTS);
    if (parts.length < PARTS - 1) {
      throw new IllegalArgumentException("not user:role:type[:level]: " + text);
    }
    return new Context(parts[0], parts[1], parts[2], parts.length == PARTS ? parts[3] : "");
  }

  Context withUser(String other) {
    return new Context(other, role, type, level);
  }

  Context withRole(String other) {
    return new Context(user, other, type, level);
  }

  Context withType(String other) {
    return new Context(user, role, other, level);
  }

  Context withLevel(String other) {
    return new Context(user, role, type, other);
  }

  /** In the form that the kernel takes. */
  String text() {
    return String.join(":", user, role, type) + (level.isEmpty() ? "" : ":" + level);
  }
}
