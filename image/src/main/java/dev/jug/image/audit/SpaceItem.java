package dev.jug.image.audit;

import java.util.List;

/**
 * Something that takes space on the disk.
 *
 * @param kind what it is
 * @param name which one: a digest, an id, a path
 * @param owners what it is there for, by name; empty if nothing needs it any more
 * @param bytes how much of the disk it takes
 * @param remedy the command that frees it; empty if it is needed
 */
public record SpaceItem(Kind kind, String name, List<String> owners, long bytes, String remedy) {
  /** What takes space. */
  public enum Kind {
    /** A layer as it came, or as it will be sent. */
    PACKED_LAYER("packed layer"),
    /** A layer as containers use it. */
    UNPACKED_LAYER("unpacked layer"),
    /** A layer as another storage driver keeps it. */
    FOREIGN_LAYER("layer of another driver"),
    /** A manifest, an index, a configuration. */
    DOCUMENT("document"),
    /** What has arrived so far of a blob. */
    PARTIAL_DOWNLOAD("partial download"),
    /** What a container wrote into its file system, and its record. */
    CONTAINER("container"),
    /** What a container said. */
    LOG("log"),
    /** A volume of containers. */
    VOLUME("volume"),
    /** Temporary files of operations that run, and what is made ahead of need. */
    WORK("work"),
    /** What builds keep, so that they need not do it again. */
    BUILD_CACHE("build cache"),
    /** What an operation left that was killed. */
    LEFTOVER("leftover"),
    /** Directories, names, locks. */
    ADMINISTRATION("administration"),
    /** Nothing that Jug has put there. */
    UNKNOWN("unknown");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What a person calls it. */
    public String words() {
      return words;
    }

    /** Whether it is there because of images. */
    public boolean isOfImages() {
      return switch (this) {
        case PACKED_LAYER, UNPACKED_LAYER, FOREIGN_LAYER, DOCUMENT -> true;
        case BUILD_CACHE,
            PARTIAL_DOWNLOAD,
            CONTAINER,
            LOG,
            VOLUME,
            WORK,
            LEFTOVER,
            ADMINISTRATION,
            UNKNOWN ->
            false;
      };
    }

    /** Whether it is there because of containers. */
    public boolean isOfContainers() {
      return this == CONTAINER || this == LOG;
    }
  }

  public SpaceItem {
    owners = List.copyOf(owners);
  }

  /** Something that is needed. */
  public static SpaceItem needed(Kind kind, String name, String owner, long bytes) {
    return new SpaceItem(kind, name, List.of(owner), bytes, "");
  }

  /** Whether a command frees it, without anybody losing what runs. */
  public boolean isReclaimable() {
    return !remedy.isEmpty();
  }
}
