package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;

/**
 * Work that only takes time of a processor: zeros, a quarter of a gigabyte with each call, all into
 * the same place. A plan has no loops; it takes longer than anybody looks.
 */
final class Spin {
  private static final int CALLS = 1000;
  private static final int PIECE = 256 << 10;
  private static final int PIECES = 1024;
  private static final int PAIR = 16;

  private Spin() {}

  static void write(PlanBuilder plan) {
    plan.because("time of a processor");
    var zeros = plan.slot("zeros");
    plan.call(Call.OPENAT, FileWork.HERE, plan.text("/dev/zero"), flags(0, "O_RDONLY"), num(0))
        .into(zeros);
    var room = Block.room(PIECE, "room");
    var pieces = Block.struct(PAIR * PIECES, "pieces");
    for (int i = 0; i < PIECES; i++) {
      pieces.link(PAIR * i, room).put(PAIR * i + Long.BYTES, Long.BYTES, PIECE);
    }
    for (int i = 0; i < CALLS; i++) {
      plan.call(Call.READV, var(zeros), at(pieces), num(PIECES));
    }
  }
}
