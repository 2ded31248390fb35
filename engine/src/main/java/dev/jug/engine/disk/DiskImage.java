package dev.jug.engine.disk;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.DiskLimit;
import dev.jug.linux.SysException;
import dev.jug.linux.mount.AttachedMount;
import dev.jug.linux.mount.LoopDevice;
import dev.jug.linux.proc.Filter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file system in a file, which takes the disk's room only for what is written to it (ext4(5),
 * mke2fs(8)). What is deleted in it is given back.
 *
 * @param file where it is
 */
record DiskImage(Path file) {
  private static final List<Path> PLACES =
      Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").map(Path::of).toList();
  private static final String MAKER = "mkfs.ext4";
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_OUTPUT = 1 << 16;

  /** Tables of files are not cleared behind the user's back: the file is empty there. */
  private static final List<String> OPTIONS = List.of("noinit_itable", "discard");

  private static final int INODE_BYTES = 256;
  private static final long BYTES_FOR_INODE = 16 << 10;
  private static final long GROUP_BYTES = 128 << 20;
  private static final long GROUP_COST = 64 << 10;
  private static final long BASE_COST = 512 << 10;
  private static final long SMALL = 256 << 20;
  private static final int SMALL_JOURNAL = 4;
  private static final int JOURNAL = 16;

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Makes it, with nothing in it.
   *
   * @throws Unavailable if the host has no program for that
   */
  void make(DiskLimit limit) {
    var program = maker();
    long inodes = limit.inodes() == 0 ? limit.bytes() / BYTES_FOR_INODE : limit.inodes();
    int journal = limit.bytes() < SMALL ? SMALL_JOURNAL : JOURNAL;
    try (var content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(length(limit, inodes, journal));
    } catch (IOException e) {
      throw Disk.failed("make " + file, e);
    }
    var arguments = arguments(inodes, journal);
    var result =
        new Filter(program, arguments, Map.of("LC_ALL", "C"))
            .runTelling(new byte[0], MOST_OUTPUT, LONGEST);
    if (result.status() != 0) {
      throw new Failed(
          "cannot make a file system in " + file + ": " + result.output().strip(),
          MAKER + " ended with status " + result.status() + ".",
          null);
    }
  }

  private static Path maker() {
    return PLACES.stream()
        .map(place -> place.resolve(MAKER))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new Unavailable(
                "a size needs " + MAKER + ", or a file system with project quotas",
                "The package e2fsprogs has it; XFS or ext4 mounted with prjquota do without."));
  }

  /** What it needs for itself comes on top: whoever asked for a size is to have it. */
  private static long length(DiskLimit limit, long inodes, int journal) {
    long groups = limit.bytes() / GROUP_BYTES + 1;
    return limit.bytes()
        + inodes * INODE_BYTES
        + ((long) journal << 20)
        + groups * GROUP_COST
        + BASE_COST;
  }

  private List<String> arguments(long inodes, int journal) {
    var arguments = new ArrayList<>(List.of("-q", "-F", "-m", "0", "-b", "4096"));
    arguments.addAll(List.of("-I", "" + INODE_BYTES, "-N", "" + inodes, "-J", "size=" + journal));
    arguments.addAll(List.of("-O", "^resize_inode"));
    arguments.addAll(List.of("-E", "lazy_itable_init=1,lazy_journal_init=1,nodiscard"));
    arguments.add(file.toString());
    return arguments;
  }

  /**
   * Mounts it.
   *
   * @throws Unavailable if the kernel cannot do that
   */
  void mount(Path target) {
    try (var device = LoopDevice.of(file)) {
      AttachedMount.mount("ext4", device.path().toString(), target, OPTIONS);
    } catch (IOException e) {
      throw Disk.failed("mount " + file, e);
    } catch (SysException e) {
      throw new Unavailable(
          "cannot mount the file system in " + file + ": " + e.getMessage(),
          "A size needs loop devices and ext4 in the kernel (modprobe loop; modprobe ext4), or a"
              + " disk with project quotas.");
    }
  }
}
