package dev.jug.engine.volume;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.DiskLimit;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.mount.AttachedMount;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What options of the driver {@code local} mean: those of mount(8). */
final class LocalDriver {
  static final String TYPE = "type";
  static final String DEVICE = "device";
  static final String OPTIONS = "o";

  private static final Set<String> KNOWN = Set.of(TYPE, DEVICE, OPTIONS);
  private static final String ADDRESS = "addr=";

  private LocalDriver() {}

  /**
   * Checks driver and options of a new volume.
   *
   * @throws EngineException if there is no such driver, or the options make no sense
   */
  static void check(String driver, Map<String, String> options) {
    if (!driver.isEmpty() && !driver.equals(Volume.LOCAL)) {
      throw new EngineException.NotFound(
          "error looking up volume plugin " + driver + ": plugin \"" + driver + "\" not found",
          "There is the driver local only.");
    }
    if (DiskLimit.isIn(options)) {
      checkLimit(options);
      return;
    }
    for (var name : options.keySet()) {
      if (!KNOWN.contains(name)) {
        throw new Invalid(
            "invalid option: \"" + name + "\"",
            "There are type, device and o, or size and inodes.");
      }
    }
    require(options, TYPE, DEVICE);
    require(options, DEVICE, TYPE);
    require(options, OPTIONS, DEVICE);
  }

  private static void checkLimit(Map<String, String> options) {
    if (options.containsKey(TYPE) || options.containsKey(DEVICE) || options.containsKey(OPTIONS)) {
      throw new Invalid(
          "invalid options: a size goes with neither type nor device",
          "A tmpfs has a size among its own: -o type=tmpfs -o device=tmpfs -o o=size=64m");
    }
    DiskLimit.parse(options);
  }

  private static void require(Map<String, String> options, String given, String needed) {
    if (options.containsKey(given) && options.getOrDefault(needed, "").isEmpty()) {
      throw new Invalid("missing required option: \"" + needed + "\"", "");
    }
  }

  /**
   * Mounts what the options say.
   *
   * @throws EngineException if that cannot be mounted
   */
  static void mount(Volume volume, Path target) {
    var options = volume.options();
    var type = options.getOrDefault(TYPE, "");
    var device = options.getOrDefault(DEVICE, "");
    var list = Arrays.stream(options.getOrDefault(OPTIONS, "").split(",")).toList();
    try {
      AttachedMount.mount(type, device, target, type.startsWith("nfs") ? addressed(list) : list);
    } catch (SysException e) {
      throw failed(volume.name(), type, device, e);
    }
  }

  /** The kernel does not know host names. */
  private static List<String> addressed(List<String> options) {
    return options.stream().map(LocalDriver::addressed).toList();
  }

  private static String addressed(String option) {
    if (!option.startsWith(ADDRESS)) {
      return option;
    }
    var host = option.substring(ADDRESS.length());
    try {
      return ADDRESS + InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new Failed("error resolving passed in network volume address: " + host, "", e);
    }
  }

  private static EngineException failed(String name, String type, String device, SysException e) {
    if (e.errno() == Errno.ENODEV) {
      return new Unavailable(
          "error while mounting volume '" + name + "': this kernel has no file system " + type,
          "modprobe " + type + " loads it, if it was built.");
    }
    return new Failed(
        "error while mounting volume '"
            + name
            + "': failed to mount local volume: mount "
            + device
            + ": "
            + e.getMessage(),
        "",
        e);
  }
}
