package dev.jug.engine.attack;

import static dev.jug.engine.attack.Moves.HERE;
import static dev.jug.engine.attack.Moves.READ;
import static dev.jug.engine.attack.Moves.ZERO;
import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.engine.attack.Attack.Bound;
import dev.jug.engine.attack.Attack.Errand;
import dev.jug.engine.attack.Fence.BuiltIn;
import dev.jug.engine.attack.Fence.OpenFiles;
import dev.jug.linux.Call;
import dev.jug.runtime.plan.Block;
import java.util.List;

/** What there is only so much of, taken until nothing is left for others. */
public final class Exhaustion {
  /** How much the flood of output is, in bytes. */
  public static final long FLOOD_BYTES = 150L << 20;

  private static final int PIECE = 16 << 10;
  private static final int PIECES = 64;

  private static final int LINE = 1024;

  /** Eight letters; as numbers are stored, the last comes first. */
  private static final long WORD = 0x2064_6f6f_6c66_2061L;

  /** The same, with the end of a line. */
  private static final long LAST_WORD = 0x0a64_6f6f_6c66_2061L;

  private static final int DESCRIPTORS = 2000;
  private static final int FILES = 600;

  private Exhaustion() {}

  static List<Attack> all() {
    return List.of(flood(), inodes(), descriptors());
  }

  private static Attack flood() {
    return new Attack(
            "log-flood",
            "write " + (FLOOD_BYTES >> 20) + " MB of output as fast as it goes",
            "docker logs without max-size",
            "the engine's disk",
            List.of(new BuiltIn("log rotation")),
            (moves, _) -> {
              moves.because("output that somebody keeps");
              var pieces = at(pieces());
              for (long sent = 0; sent < FLOOD_BYTES; sent += PIECE * PIECES) {
                moves.call(Call.WRITEV, num(1), pieces, num(PIECES));
              }
              moves.ready();
              moves.sleep(30);
            })
        .during(Errand.KEEP_OUTPUT);
  }

  /** The same few bytes many times: a plan has little room. */
  private static Block pieces() {
    var output = Block.room(PIECE, "output");
    for (int at = 0; at < PIECE; at += Long.BYTES) {
      output.put(at, Long.BYTES, (at + Long.BYTES) % LINE == 0 ? LAST_WORD : WORD);
    }
    var pieces = Block.struct(16 * PIECES, "pieces");
    for (int i = 0; i < PIECES; i++) {
      pieces.link(16 * i, output).put(16 * i + 8, 8, PIECE);
    }
    return pieces;
  }

  private static Attack inodes() {
    return new Attack(
            "inodes",
            "make " + FILES + " empty files where 200 are allowed",
            "inode exhaustion: df -i",
            "the engine's disk, which nobody can make a file on any more",
            List.of(new BuiltIn("--storage-opt inodes")),
            (moves, _) -> {
              moves.because("files take no room, but one of so many places");
              var kind = flags(0x8000 | 0600, "S_IFREG|0600");
              for (int i = 0; i < FILES; i++) {
                moves.call(Call.MKNODAT, HERE, moves.text("/inode-" + i), kind, ZERO);
              }
            })
        .against(Bound.FILES);
  }

  private static Attack descriptors() {
    return new Attack(
            "descriptors",
            "open " + DESCRIPTORS + " files in one process where 1024 are allowed",
            "getrlimit(2), RLIMIT_NOFILE; fs.file-max is everybody's",
            "the kernel's table of open files",
            List.of(new OpenFiles(DESCRIPTORS)),
            (moves, _) -> {
              moves.because("each stays open");
              var root = moves.text("/");
              for (int i = 0; i < DESCRIPTORS; i++) {
                moves.call(Call.OPENAT, HERE, root, READ, mode(0));
              }
            })
        .against(Bound.OPEN_FILES);
  }
}
