package dev.jug.engine.attack;

import static dev.jug.engine.attack.Moves.READ;
import static dev.jug.engine.attack.Moves.WRITE;
import static dev.jug.engine.attack.Moves.ZERO;
import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.engine.attack.Fence.BuiltIn;
import dev.jug.engine.attack.Fence.Filtered;
import dev.jug.engine.attack.Fence.Lacking;
import dev.jug.engine.attack.Fence.Landlocked;
import dev.jug.engine.attack.Fence.Landlocked.Part;
import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.cap.Capability;
import dev.jug.linux.fs.FileHandle;
import dev.jug.runtime.plan.Block;
import java.util.List;

/** Ways from a container's files to the host's, and to the program that made the container. */
final class Escapes {
  /** A file of the host that every container has. */
  private static final String SHARED = "/etc/hosts";

  private static final int LEVELS = Climb.LEVELS;
  private static final int FIRST = 4;
  private static final int LAST = 40;

  private Escapes() {}

  static List<Attack> all() {
    return List.of(shocker(), executable(), launcher(), leaked(), directory(), chroot());
  }

  /** The real one guesses the handle; this one knows it, and is stronger for it. */
  private static Attack shocker() {
    return new Attack(
        "shocker",
        "open a file of the host by its handle",
        "shocker.c (2014), open_by_handle_at(2)",
        "all files of the host",
        List.of(new Filtered(Call.OPEN_BY_HANDLE_AT), new Lacking(Capability.DAC_READ_SEARCH)),
        (moves, scene) -> {
          moves.because("the file system of a file that comes from the host");
          var mount = moves.open(SHARED, READ);
          var handle = Block.bytes(FileHandle.of(scene.canary()), "handle");
          var file = moves.plan().slot("file");
          moves.because("a file that was not given to us");
          moves.call(Call.OPEN_BY_HANDLE_AT, var(mount), at(handle), READ).into(file);
          moves.expectSecret(moves.read(file, moves.plan().slot("count")), 0, scene);
        });
  }

  private static Attack executable() {
    return new Attack(
        "self-exe",
        "overwrite the program that made the container",
        "CVE-2019-5736",
        "root on the host at the next start",
        List.of(new BuiltIn("sealed launcher")),
        (moves, _) -> {
          moves.because("what executes us, which came from the host");
          moves.open("/proc/self/exe", WRITE);
        });
  }

  /** The second half of it: by a descriptor that outlives the process. */
  private static Attack launcher() {
    return new Attack(
        "self-exe-seals",
        "take the seals off that program",
        "CVE-2019-5736, fcntl(2), F_GET_SEALS",
        "root on the host at the next start",
        List.of(new BuiltIn("sealed launcher")),
        (moves, _) -> {
          var file = moves.open("/proc/self/exe", READ);
          var seals = moves.plan().slot("seals");
          var seen = Block.room(8, "seals");
          moves.because("no seal against writing");
          moves.call(Call.FCNTL, var(file), flags(1034, "F_GET_SEALS")).into(seals);
          moves.plan().store(seen, 0, 8, var(seals));
          moves.plan().expect(seen, 8, 0, Errno.EPERM).hint("F_SEAL_WRITE is on it");
        });
  }

  private static Attack leaked() {
    return new Attack(
        "leaked-fd",
        "find a directory of the host among the descriptors",
        "CVE-2024-21626",
        "all files of the host",
        List.of(new BuiltIn("close_range before exec"), new Landlocked(Part.FILES)),
        (moves, scene) -> {
          var found = moves.plan().label();
          var up = moves.text("../".repeat(LEVELS).concat(scene.canary().toString().substring(1)));
          var file = moves.plan().slot("file");
          for (int fd = FIRST; fd <= LAST; fd++) {
            var next = moves.plan().label();
            moves.because("descriptor " + fd);
            moves.call(Call.OPENAT, num(fd), up, READ, ZERO).into(file).orGoTo(next);
            moves.plan().goTo(found);
            moves.plan().place(next);
          }
          moves.call(Call.OPENAT, num(LAST + 1), up, READ, ZERO).into(file);
          moves.plan().place(found);
          moves.expectSecret(moves.read(file, moves.plan().slot("count")), 0, scene);
        });
  }

  private static Attack directory() {
    return new Attack(
        "cwd",
        "climb out of the working directory",
        "CVE-2024-21626",
        "all files of the host",
        List.of(new BuiltIn("pivot_root"), new BuiltIn("checked working directory")),
        (moves, scene) ->
            moves.readCanary("../".repeat(LEVELS) + scene.canary().toString().substring(1), scene));
  }

  private static Attack chroot() {
    return new Attack(
        "chroot",
        "climb out of a root that was only changed by chroot",
        "chroot(2): \"does not change the current working directory\"",
        "all files of the host",
        List.of(new Lacking(Capability.SYS_CHROOT), new BuiltIn("pivot_root")),
        (moves, scene) -> {
          climb(moves, "/dev/shm/jail");
          moves.readCanary(scene.canary().toString(), scene);
        });
  }

  /** A root below the working directory stops nobody from going up. */
  static void climb(Moves moves, String jail) {
    Climb.below(moves.plan(), jail);
    Climb.up(moves.plan());
  }
}
