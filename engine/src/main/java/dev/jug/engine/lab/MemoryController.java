package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.plan.PlanBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** So many bytes at most, and a death for want of more. */
final class MemoryController implements Controller {
  private static final long MIB = 1 << 20;
  private static final long LIMIT = 16 * MIB;
  private static final long WITHIN = 8;
  private static final long BEYOND = 64;

  /** PROT_READ|PROT_WRITE, and MAP_PRIVATE|MAP_ANONYMOUS|MAP_POPULATE (mmap(2)). */
  private static final long WRITABLE = 3;

  private static final long TAKEN_AT_ONCE = 0x02 | 0x20 | 0x8000;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String what() {
    return "so much memory at most: within it, beyond it, and who is killed";
  }

  /** Memory and swap together, so that nothing is put aside. */
  @Override
  public Resources limits() {
    var memory = new Memory(LIMIT, null, LIMIT, null, null);
    return new Resources(List.of(), memory, null, null, Map.of());
  }

  @Override
  public void work(HeldPlan held) {
    Births.forkAndTell(held);
    var plan = held.steps();
    plan.because("the first to be killed, if somebody has to be");
    var file = plan.slot("score");
    plan.call(
            Call.OPENAT,
            FileWork.HERE,
            plan.text("/proc/self/oom_score_adj"),
            flags(1, "O_WRONLY"),
            num(0))
        .into(file);
    plan.call(Call.WRITE, var(file), plan.text("500"), num(3));
    take(plan, WITHIN);
    held.stop();
    take(plan, BEYOND);
    held.stop();
  }

  private static void take(PlanBuilder plan, long megabytes) {
    plan.because("memory, at once");
    plan.call(
        Call.MMAP,
        nil(),
        num(megabytes * MIB),
        flags(WRITABLE, "PROT_READ|PROT_WRITE"),
        flags(TAKEN_AT_ONCE, "MAP_PRIVATE|MAP_ANONYMOUS|MAP_POPULATE"),
        num(-1),
        num(0));
  }

  @Override
  public void follow(Meeting meeting) throws IOException {
    var process = meeting.process();
    var files = meeting.files();
    process.go();
    var child = Births.born(process);
    process.next();
    meeting.saw(
        new LabStep(
            "within it",
            "head -c 8M /dev/zero | tail",
            "mmap(2) of 8 MiB with MAP_POPULATE, by a child",
            child.status("VmRSS"),
            files.shown("memory.usage_in_bytes", "memory.current"),
            files.lines("memory.stat", "memory.stat", "rss", "anon")));
    long status = process.next();
    meeting.saw(
        new LabStep(
            "beyond it",
            "head -c 64M /dev/zero | tail",
            "mmap(2) of 64 MiB with MAP_POPULATE; wait4(2) by its parent",
            ended(child, status),
            files.lines("memory.oom_control", "memory.events", "oom_kill"),
            files.shown("memory.max_usage_in_bytes", "memory.peak"),
            "process %d of the same group, %s: it has less that a kill would give back"
                .formatted(meeting.self().pid(), meeting.self().status("VmRSS"))));
  }

  private static String ended(Seen child, long status) {
    long signal = status & 0x7f;
    return signal == 0
        ? "process %d ended with %d".formatted(child.pid(), status >> 8 & 0xff)
        : "process %d was ended by signal %d%s"
            .formatted(child.pid(), signal, signal == 9 ? ", SIGKILL" : "");
  }
}
