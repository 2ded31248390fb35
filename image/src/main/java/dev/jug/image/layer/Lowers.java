package dev.jug.image.layer;

import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import java.util.Arrays;

/** Layers as overlayfs takes them. */
public final class Lowers {
  private static final String OPAQUE = "trusted.overlay.opaque";
  private static final byte[] YES = {'y'};

  private Lowers() {}

  /**
   * Whether nothing of the layers below is seen: overlayfs itself does not look at this mark on the
   * root of a layer.
   *
   * @param root of a layer, as a location (O_PATH)
   */
  public static boolean hidesAll(Fd root) {
    return Arrays.equals(Entries.attributes(root).get(OPAQUE), YES);
  }
}
