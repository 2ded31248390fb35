package dev.jug.linux.mount;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/** File systems in the caller's own mount namespace (mount(2), move_mount(2), umount2(2)). */
public final class AttachedMount {
  private static final int MS_BIND = 1 << 12;
  private static final int MS_REC = 1 << 14;
  private static final int MNT_DETACH = 2;
  private static final int MOVE_MOUNT_F_EMPTY_PATH = 4;
  private static final int MOVE_MOUNT_T_EMPTY_PATH = 0x40;
  private static final int AT_FDCWD = -100;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_RECURSIVE = 0x8000;
  private static final int ATTRIBUTES_BYTES = 32;

  private AttachedMount() {}

  /**
   * Mounts as mount(8) does it: what is no option of every mount goes to the file system.
   *
   * @param type of the file system; does not matter for a bind
   * @param source device, name or path
   * @throws dev.jug.linux.SysException if the kernel refuses
   */
  public static void mount(String type, String source, Path target, List<String> options) {
    var parsed = MountOptions.parse(options);
    boolean bind = parsed.bind() != Depth.NONE;
    call(type, source, target, bind ? bindFlags(parsed) : parsed.flags(), parsed.data());
    if (bind && parsed.flags() != 0) {
      // A bind takes no other option until it is there.
      change(type, source, target, parsed.flags() | MS_BIND | MountOptions.MS_REMOUNT);
    }
  }

  private static void change(String type, String source, Path target, long flags) {
    try {
      call(type, source, target, flags, "");
    } catch (RuntimeException e) {
      detach(target);
      throw e;
    }
  }

  private static long bindFlags(MountOptions options) {
    return options.bind() == Depth.TREE ? MS_BIND | MS_REC : MS_BIND;
  }

  private static void call(String type, String source, Path target, long flags, String data) {
    try (var arena = Arena.ofConfined()) {
      long result =
          Kernel.raw(
              Call.MOUNT,
              Kernel.path(arena, source).address(),
              Kernel.path(arena, target.toString()).address(),
              Kernel.path(arena, type).address(),
              flags,
              Kernel.path(arena, data).address());
      Kernel.check(result, Call.MOUNT, source, target, type, data);
    }
  }

  /**
   * Gives a file system that is mounted nowhere a place.
   *
   * @param detached made by {@link DetachedMount}
   * @throws dev.jug.linux.SysException if the kernel refuses
   */
  public static void attach(Fd detached, Path target) {
    try (var arena = Arena.ofConfined()) {
      long result =
          Kernel.raw(
              Call.MOVE_MOUNT,
              detached.number(),
              Kernel.path(arena, "").address(),
              AT_FDCWD,
              Kernel.path(arena, target.toString()).address(),
              MOVE_MOUNT_F_EMPTY_PATH);
      Kernel.check(result, Call.MOVE_MOUNT, target);
    }
  }

  /**
   * The same at a place that is open.
   *
   * @param place a location (O_PATH)
   * @throws dev.jug.linux.SysException if the kernel refuses
   */
  public static void attach(Fd detached, Fd place) {
    try (var arena = Arena.ofConfined()) {
      long nothing = Kernel.path(arena, "").address();
      long result =
          Kernel.raw(
              Call.MOVE_MOUNT,
              detached.number(),
              nothing,
              place.number(),
              nothing,
              MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
      Kernel.check(result, Call.MOVE_MOUNT, place);
    }
  }

  /**
   * Nobody may write to a mount any more, nor to those below it (mount_setattr(2)).
   *
   * @param mount its root, as a location (O_PATH)
   * @throws dev.jug.linux.SysException if the kernel refuses
   */
  public static void makeReadOnly(Fd mount) {
    try (var arena = Arena.ofConfined()) {
      var attributes = arena.allocate(ATTRIBUTES_BYTES, 8);
      attributes.set(JAVA_LONG, 0, AttributeChange.READ_ONLY.set());
      long result =
          Kernel.raw(
              Call.MOUNT_SETATTR,
              mount.number(),
              Kernel.path(arena, "").address(),
              AT_EMPTY_PATH | AT_RECURSIVE,
              attributes.address(),
              ATTRIBUTES_BYTES);
      Kernel.check(result, Call.MOUNT_SETATTR, mount);
    }
  }

  /** Lets a mount go; who still uses it keeps it until done (MNT_DETACH). */
  public static void detach(Path target) {
    try (var arena = Arena.ofConfined()) {
      long path = Kernel.path(arena, target.toString()).address();
      Kernel.check(Kernel.raw(Call.UMOUNT2, path, MNT_DETACH), Call.UMOUNT2, target);
    }
  }
}
