package dev.jug.engine.doctor;

import dev.jug.linux.fs.FileSystemRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The disk that images and changes are on. */
final class DiskCheck implements Check {
  private static final long MEGABYTE = 1 << 20;
  private static final long NOTHING = 256 * MEGABYTE;
  private static final long LITTLE = 5L << 30;
  private static final long FEW_FILES = 50_000;
  private static final int PERCENT = 100;

  /** Where overlayfs cannot keep changes. */
  private static final Set<String> UNFIT =
      Set.of("overlay", "nfs", "nfs4", "cifs", "smb3", "vfat", "exfat", "ntfs3", "9p", "ramfs");

  @Override
  public String area() {
    return "disk";
  }

  @Override
  public List<Row> look(Machine machine) throws IOException {
    var state = machine.place().state();
    var there = existing(state);
    var rows = new ArrayList<Row>();
    rows.add(
        there.equals(state)
            ? Row.ok("state", state.toString())
            : Row.ok("state", state + ", which the first engine makes"));
    rows.add(type(machine.kernel().fileSystem(there)));
    var room = machine.kernel().room(there);
    rows.add(space(room));
    rows.add(inodes(room));
    spare(state.resolve("images")).ifPresent(rows::add);
    return rows;
  }

  /** What would be made lies on the same disk as what is there above it. */
  private static Path existing(Path path) {
    var there = path;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private static Row type(String type) {
    if (UNFIT.contains(type)) {
      return Row.wrong(
          "file system",
          type,
          "overlayfs keeps no changes there: containers of images do not start",
          "another place: JUG_STATE, or \"data-root\" in /etc/jug/engine.json, on ext4 or xfs");
    }
    return type.equals("tmpfs")
        ? Row.note(
            "file system",
            "tmpfs",
            "images and containers are in memory, and gone when the machine restarts",
            "another place: JUG_STATE, or \"data-root\" in /etc/jug/engine.json")
        : Row.ok("file system", type);
  }

  private static Row space(FileSystemRoom room) {
    long reserve = room.free() - room.available();
    var found =
        "%,d MB free of %,d, %,d MB more in reserve for root"
            .formatted(room.available() / MEGABYTE, room.total() / MEGABYTE, reserve / MEGABYTE);
    if (room.available() < NOTHING) {
      return Row.wrong(
          "space", found, "nothing starts, and nothing can be pulled", "jug system prune -a");
    }
    return room.available() < LITTLE
        ? Row.note("space", found, "a few images more, and it is full", "jug system df --explain")
        : Row.ok("space", found);
  }

  /** The store's own reserve, in which removing is written down when the disk is full. */
  private static Optional<Row> spare(Path store) {
    if (!Files.exists(store)) {
      return Optional.empty();
    }
    var file = store.resolve("spare");
    return Optional.of(
        Files.exists(file)
            ? Row.ok("reserve", file + ": room to remove images on a full disk")
            : Row.note(
                "reserve",
                "there is no " + file,
                "on a full disk images may not be removable",
                "make some room; the next pull keeps it again"));
  }

  private static Row inodes(FileSystemRoom room) {
    if (room.inodes() == 0) {
      return Row.ok("inodes", "not counted by this file system");
    }
    var found =
        "%,d free, %d %%".formatted(room.freeInodes(), PERCENT * room.freeInodes() / room.inodes());
    return room.freeInodes() < FEW_FILES
        ? Row.note(
            "inodes",
            found,
            "\"no space left on device\", whatever df says",
            "jug system prune; df -i; a file system with more of them")
        : Row.ok("inodes", found);
  }
}
