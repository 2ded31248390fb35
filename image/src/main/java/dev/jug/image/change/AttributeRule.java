package dev.jug.image.change;

/** Which extended attributes belong to an image. */
public final class AttributeRule {
  private AttributeRule() {}

  /**
   * Whether it has a meaning in any root. Attributes of overlayfs are not among them: they would
   * let a layer reach into others; nor are labels, which are the machine's.
   */
  public static boolean isKept(String name) {
    return name.equals("security.capability")
        || name.startsWith("system.posix_acl_")
        || (name.startsWith("user.") && !name.startsWith("user.overlay."));
  }
}
