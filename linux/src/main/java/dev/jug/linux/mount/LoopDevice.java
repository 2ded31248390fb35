package dev.jug.linux.mount;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.fs.Rooted;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file as a block device (loop(4)). The kernel frees the device when it is neither open nor
 * mounted any more, whoever was killed before: so it is to be mounted while this is open, and
 * closed then.
 *
 * @param path such as {@code /dev/loop0}
 * @param fd the device, open
 */
public record LoopDevice(Path path, Fd fd) implements AutoCloseable {
  private static final Path DEVICES = Path.of("/dev");
  private static final Path KNOWN = Path.of("/sys/block");
  private static final int O_RDWR = 2;
  private static final int LOOP_CTL_GET_FREE = 0x4c82;
  private static final int LOOP_CONFIGURE = 0x4c0a;
  private static final int LOOP_GET_STATUS64 = 0x4c05;
  private static final int LO_FLAGS_AUTOCLEAR = 4;

  /** struct loop_info64. */
  private static final int INFO_BYTES = 232;

  private static final int FILE_DEVICE_AT = 0;
  private static final int FILE_INODE_AT = 8;
  private static final int FLAGS_AT = 52;

  /** struct loop_config: the file, a block size, a struct loop_info64, and room. */
  private static final int CONFIG_BYTES = 304;

  private static final int INFO_AT = 8;

  /** Others take free devices too; between asking and taking is no lock. */
  private static final int ATTEMPTS = 64;

  /** Which file it is, whatever it is called. */
  private record Identity(long device, long inode) {}

  /**
   * The device of a regular file, for reading and writing: the one that it is already, or a new
   * one. One file system on two devices would be written by two that do not know each other; what
   * is mounted may still be held by a namespace that is just ending.
   *
   * @throws SysException with ENOENT if this kernel has no loop devices, EPERM without
   *     CAP_SYS_ADMIN, EBUSY if others are always faster
   * @throws IOException if there is no such file
   */
  public static LoopDevice of(Path file) throws IOException {
    var folder = String.valueOf(file.toAbsolutePath().getParent());
    var number = Files.readAttributes(file, "unix:dev,ino");
    var identity = new Identity(number(number, "dev"), number(number, "ino"));
    try (var devices = Rooted.directory(DEVICES.toString());
        var parent = Rooted.directory(folder);
        var content = Rooted.open(parent, String.valueOf(file.getFileName()), O_RDWR)) {
      var found = find(devices, identity);
      return found.isPresent() ? found.get() : make(devices, content, file);
    }
  }

  private static long number(Map<String, Object> attributes, String name) {
    return ((Number) Objects.requireNonNull(attributes.get(name), name)).longValue();
  }

  private static Optional<LoopDevice> find(Fd devices, Identity file) throws IOException {
    try (var names = Files.newDirectoryStream(KNOWN, "loop*")) {
      for (var name : names) {
        if (Files.isDirectory(name.resolve("loop"))) {
          var found = open(devices, String.valueOf(name.getFileName()), file);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** As long as it is open it stays what it is; one that is about to be freed cannot be opened. */
  private static Optional<LoopDevice> open(Fd devices, String name, Identity file) {
    Fd device;
    try {
      device = Rooted.open(devices, name, O_RDWR);
    } catch (SysException _) {
      return Optional.empty();
    }
    if (isOf(device, file)) {
      return Optional.of(new LoopDevice(DEVICES.resolve(name), device));
    }
    device.close();
    return Optional.empty();
  }

  private static boolean isOf(Fd device, Identity file) {
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(INFO_BYTES, Long.BYTES);
      long result = Kernel.raw(Call.IOCTL, device.number(), LOOP_GET_STATUS64, info.address());
      var its =
          new Identity(info.get(JAVA_LONG, FILE_DEVICE_AT), info.get(JAVA_LONG, FILE_INODE_AT));
      return result == 0 && its.equals(file);
    }
  }

  private static LoopDevice make(Fd devices, Fd content, Path file) {
    try (var control = Rooted.open(devices, "loop-control", O_RDWR)) {
      for (int attempt = 1; ; attempt++) {
        long free = Kernel.raw(Call.IOCTL, control.number(), LOOP_CTL_GET_FREE);
        var name = "loop" + Kernel.check(free, Call.IOCTL, "LOOP_CTL_GET_FREE");
        var device = Rooted.open(devices, name, O_RDWR);
        try {
          configure(device, content, file);
          return new LoopDevice(DEVICES.resolve(name), device);
        } catch (SysException e) {
          device.close();
          if (e.errno() != Errno.EBUSY || attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    }
  }

  private static void configure(Fd device, Fd content, Path file) {
    try (var arena = Arena.ofConfined()) {
      var config = arena.allocate(CONFIG_BYTES, Long.BYTES);
      config.set(JAVA_INT, 0, content.number());
      config.set(JAVA_INT, INFO_AT + FLAGS_AT, LO_FLAGS_AUTOCLEAR);
      long result = Kernel.raw(Call.IOCTL, device.number(), LOOP_CONFIGURE, config.address());
      Kernel.check(result, Call.IOCTL, "LOOP_CONFIGURE", file);
    }
  }

  /** Lets go of it; who has it mounted keeps it. */
  @Override
  public void close() {
    fd.close();
  }
}
