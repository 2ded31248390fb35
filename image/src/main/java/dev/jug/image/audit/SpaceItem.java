package dev.jug.image.audit;

import java.util.List;

/**
 * Something that takes space on the disk.
 *
 * @param kind what it is
 * @param name which one: a digest, an id
 * @param owners what it is there for, by name; empty if nothing needs it any more
 * @param bytes how much of the disk it takes
 */
public record SpaceItem(Kind kind, String name, List<String> owners, long bytes) {
  /** What takes space. */
  public enum Kind {
    /** A layer as it came, or as it will be sent. */
    PACKED_LAYER("packed layer"),
    /** A layer as containers use it. */
    UNPACKED_LAYER("unpacked layer"),
    /** A manifest, an index, a configuration. */
    DOCUMENT("document"),
    /** What has arrived so far of a blob. */
    PARTIAL_DOWNLOAD("partial download"),
    /** What a container wrote, its log and its record. */
    CONTAINER("container"),
    /** Directories, names, locks. */
    ADMINISTRATION("administration");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What a person calls it. */
    public String words() {
      return words;
    }
  }

  public SpaceItem {
    owners = List.copyOf(owners);
  }

  /** Whether it could be removed without anybody missing it. */
  public boolean isReclaimable() {
    return owners.isEmpty() && kind != Kind.ADMINISTRATION;
  }
}
