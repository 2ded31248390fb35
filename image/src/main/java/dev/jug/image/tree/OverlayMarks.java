package dev.jug.image.tree;

import java.util.Map;
import java.util.TreeMap;

/** Extended attributes by which overlayfs knows what a directory does to those below it. */
public final class OverlayMarks {
  private static final String OPAQUE = "trusted.overlay.opaque";

  /**
   * A directory that is in one layer only is listed as it is, whiteouts included, unless it has
   * this.
   */
  private static final String ORIGIN = "trusted.overlay.origin";

  private OverlayMarks() {}

  private static boolean hides(Node node) {
    for (var child : node.children().values()) {
      if (child.isWhiteout()) {
        return true;
      }
    }
    return false;
  }

  /** A node's attributes with these among them. */
  public static Map<String, byte[]> attributes(Node node) {
    boolean hides = hides(node);
    if (!hides && !node.isOpaque()) {
      return node.attributes();
    }
    var all = new TreeMap<>(node.attributes());
    if (node.isOpaque()) {
      all.put(OPAQUE, new byte[] {'y'});
    }
    if (hides) {
      all.put(ORIGIN, new byte[0]);
    }
    return all;
  }
}
