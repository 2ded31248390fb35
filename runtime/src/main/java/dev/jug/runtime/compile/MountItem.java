package dev.jug.runtime.compile;

import dev.jug.linux.mount.Depth;
import dev.jug.linux.mount.MountOptions;
import dev.jug.oci.runtime.Mount;
import dev.jug.runtime.RootSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the spec's mounts, with its options understood.
 *
 * @param index its place in the spec, from 0
 * @param mount as the spec has it
 * @param options what its options mean
 * @param place where its destination lies, without {@code .}, {@code ..} and the image's links
 */
record MountItem(int index, Mount mount, MountOptions options, Path place) {
  /** What has to be done for an entry. */
  enum Kind {
    /** A part of the host's tree is shown. */
    BIND,
    /** A mount that is there gets other attributes or another propagation. */
    CHANGE,
    /** A file system that is mounted there gets other options. */
    REMOUNT,
    /** The container's own groups are shown. */
    CGROUP,
    /** A file system is mounted. */
    FILE_SYSTEM
  }

  static List<MountItem> of(List<Mount> mounts, RootSource root) {
    var destinations = new Destinations(root);
    var items = new ArrayList<MountItem>();
    for (var mount : mounts) {
      var inside = Path.of("/", mount.destination()).normalize();
      var options = MountOptions.parse(mount.options());
      var item = new MountItem(items.size(), mount, options, inside);
      items.add(item.hasOwnPlace() ? item : item.at(destinations.of(inside)));
      if (!items.getLast().isChange()) {
        destinations.mounted(items.getLast().place());
      }
    }
    return List.copyOf(items);
  }

  private MountItem at(Path found) {
    return new MountItem(index, mount, options, found);
  }

  /** Whether it has to be where its name says: what it shows is asked for by that name. */
  boolean hasOwnPlace() {
    return kind() == Kind.FILE_SYSTEM && (is("proc") || is("sysfs"));
  }

  /** Whether nothing new is mounted. */
  boolean isChange() {
    return kind() == Kind.CHANGE || kind() == Kind.REMOUNT;
  }

  Kind kind() {
    boolean bind = options.bind() != Depth.NONE || "bind".equals(type());
    if (options.remount()) {
      return bind ? Kind.CHANGE : Kind.REMOUNT;
    }
    if (!bind && type().isEmpty()) {
      return source().isEmpty() ? Kind.CHANGE : Kind.BIND;
    }
    if (bind) {
      return Kind.BIND;
    }
    return type().startsWith("cgroup") ? Kind.CGROUP : Kind.FILE_SYSTEM;
  }

  /** The file system type, empty for none. */
  String type() {
    return orEmpty(mount.type());
  }

  /** The source, empty for none. */
  String source() {
    return orEmpty(mount.source());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null || "none".equals(text) ? "" : text;
  }

  /** As the spec has it. */
  String destination() {
    return mount.destination();
  }

  /** The place as text. */
  String target() {
    return place.toString();
  }

  boolean is(String type) {
    return type.equals(type());
  }

  /** Whether ids are mapped, which mappings without an option ask for too. */
  Depth idMap() {
    boolean mapped = !mount.uidMappings().isEmpty() || !mount.gidMappings().isEmpty();
    return mapped && options.idMap() == Depth.NONE ? Depth.MOUNT : options.idMap();
  }

  /** How a message names a field of this entry, such as {@code mounts[3].source}. */
  String field(String name) {
    return "mounts[" + index + "]." + name;
  }

  String reason() {
    return "mounts[" + index + "]: " + destination() + " (" + described() + ")";
  }

  private String described() {
    return switch (kind()) {
      case BIND -> "bind of " + mount.source();
      case CHANGE -> "change to " + String.join(",", mount.options());
      case REMOUNT -> "remount of " + type();
      case CGROUP, FILE_SYSTEM -> type();
    };
  }
}
