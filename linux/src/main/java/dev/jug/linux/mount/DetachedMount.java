package dev.jug.linux.mount;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file system that is mounted nowhere: it is reached by its descriptor, and gone with the last
 * one (fsopen(2), fsconfig(2), fsmount(2)). Nothing of it is left when its owner is killed.
 */
public final class DetachedMount {
  private static final int FSOPEN_CLOEXEC = 1;
  private static final int FSMOUNT_CLOEXEC = 1;
  private static final int SET_FLAG = 0;
  private static final int SET_STRING = 1;
  private static final int CREATE = 6;
  private static final int MOUNT_ATTR_RDONLY = 1;
  private static final int AT_FDCWD = -100;
  private static final int CLONE_TREE_CLOEXEC = 1 | 0x8000 | 0x80000;

  private DetachedMount() {}

  /**
   * Makes one for reading.
   *
   * @param type of the file system, such as {@code erofs}
   * @param options by name; several of one name are possible
   * @return the root, as a location (O_PATH)
   * @throws dev.jug.linux.SysException if the kernel refuses; it names the step
   */
  public static Fd readOnly(String type, List<Map.Entry<String, String>> options) {
    return make(type, options, true);
  }

  /**
   * Makes one for reading and writing.
   *
   * @param type of the file system, such as {@code overlay}
   * @param options by name; several of one name are possible
   * @return the root, as a location (O_PATH)
   * @throws dev.jug.linux.SysException if the kernel refuses; it names the step
   */
  public static Fd writable(String type, List<Map.Entry<String, String>> options) {
    return make(type, options, false);
  }

  /**
   * Copies what is mounted at a path, with all that is mounted below (open_tree(2)).
   *
   * @return the root of the copy, as a location (O_PATH)
   * @throws dev.jug.linux.SysException if the kernel refuses
   */
  public static Fd copy(Path path) {
    try (var arena = Arena.ofConfined()) {
      long text = Kernel.path(arena, path.toString()).address();
      long copy = Kernel.raw(Call.OPEN_TREE, AT_FDCWD, text, CLONE_TREE_CLOEXEC);
      return new Fd((int) Kernel.check(copy, Call.OPEN_TREE, path));
    }
  }

  private static Fd make(String type, List<Map.Entry<String, String>> options, boolean readOnly) {
    try {
      return configured(type, options, readOnly);
    } catch (SysException e) {
      if (e.errno() != Errno.EINVAL || !OlderOverlay.isMeant(options)) {
        throw e;
      }
      return older(new OlderOverlay(options, readOnly), e);
    }
  }

  /** What is wrong for newer kernels too is told in their words. */
  private static Fd older(OlderOverlay overlay, SysException why) {
    try {
      return overlay.make();
    } catch (SysException e) {
      why.addSuppressed(e);
      throw why;
    }
  }

  private static Fd configured(
      String type, List<Map.Entry<String, String>> options, boolean readOnly) {
    try (var arena = Arena.ofConfined();
        var context = open(arena, type)) {
      if (readOnly) {
        configure(arena, context, SET_FLAG, "ro", "");
      }
      for (var option : options) {
        configure(arena, context, SET_STRING, option.getKey(), option.getValue());
      }
      long made = Kernel.raw(Call.FSCONFIG, context.number(), CREATE, 0, 0, 0);
      Kernel.check(made, Call.FSCONFIG, type, "FSCONFIG_CMD_CREATE", options);
      long root =
          Kernel.raw(
              Call.FSMOUNT, context.number(), FSMOUNT_CLOEXEC, readOnly ? MOUNT_ATTR_RDONLY : 0);
      return new Fd((int) Kernel.check(root, Call.FSMOUNT, type));
    }
  }

  private static Fd open(Arena arena, String type) {
    long name = Kernel.path(arena, type).address();
    return new Fd(
        (int) Kernel.check(Kernel.raw(Call.FSOPEN, name, FSOPEN_CLOEXEC), Call.FSOPEN, type));
  }

  private static void configure(Arena arena, Fd context, int command, String key, String value) {
    long name = Kernel.path(arena, key).address();
    long text = command == SET_FLAG ? 0 : Kernel.path(arena, value).address();
    long result = Kernel.raw(Call.FSCONFIG, context.number(), command, name, text, 0);
    Kernel.check(result, Call.FSCONFIG, key, value);
  }
}
