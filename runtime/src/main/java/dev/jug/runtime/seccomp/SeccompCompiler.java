package dev.jug.runtime.seccomp;

import dev.jug.linux.seccomp.Architecture;
import dev.jug.linux.seccomp.Assembler;
import dev.jug.linux.seccomp.Assembler.Test;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.runtime.seccomp.Decisions.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles a profile to a program for seccomp(2): first by architecture, then by binary search over
 * the intervals of system call numbers that share a verdict. A call of an architecture that the
 * profile does not name kills its thread.
 *
 * <p>The x32 way of calling an x86_64 kernel is refused, whether or not the profile names it:
 * hardly a kernel has it, and it doubles what can be attacked. It gets the profile's default, or
 * kills the thread where the default would let it through: such a profile names what it forbids,
 * and the same call has another number in x32. Number −1 is none of its calls; a tracer uses it to
 * skip one (seccomp(2)).
 */
public final class SeccompCompiler {
  private static final int NUMBER_OFFSET = 0;
  private static final int ARCHITECTURE_OFFSET = 4;
  private static final int X32_BIT = 0x40000000;
  private static final int SKIPPED = -1;

  private final Seccomp profile;
  private final Assembler out = new Assembler();

  private SeccompCompiler(Seccomp profile) {
    this.profile = profile;
  }

  /**
   * Compiles a profile.
   *
   * @return the instructions, 8 bytes each, at most 4096
   * @throws dev.jug.oci.runtime.InvalidSpecException if the profile makes no sense
   */
  public static byte[] compile(Seccomp profile) {
    return new SeccompCompiler(profile).compile();
  }

  private byte[] compile() {
    out.load(ARCHITECTURE_OFFSET);
    for (var architecture : architectures()) {
      var mine = out.target();
      var next = out.target();
      var far = out.target();
      out.test(Test.EQUAL, architecture.audit(), mine, far);
      out.place(far);
      out.jump(next);
      out.place(mine);
      calls(architecture);
      out.place(next);
    }
    out.verdict(Verdict.KILL_THREAD);
    return out.assemble();
  }

  /** The machine's own architecture is always in. */
  private Set<Architecture> architectures() {
    var set = new LinkedHashSet<Architecture>();
    set.add(Architecture.ofMachine());
    profile.architectures().forEach(name -> Architecture.ofSpec(name).ifPresent(set::add));
    return set;
  }

  private void calls(Architecture architecture) {
    out.load(NUMBER_OFFSET);
    var intervals = new ArrayList<>(new Decisions(profile, architecture).intervals().entrySet());
    if (architecture == Architecture.X86_64) {
      int otherwise = Verdict.of(profile.defaultAction(), profile.defaultErrnoRet());
      int refusal = Verdict.letsThrough(otherwise) ? Verdict.KILL_THREAD : otherwise;
      intervals.add(Map.entry(X32_BIT, Decision.always(refusal)));
      intervals.add(Map.entry(SKIPPED, Decision.always(otherwise)));
    }
    search(intervals, architecture);
  }

  private void search(List<Map.Entry<Integer, Decision>> intervals, Architecture architecture) {
    if (intervals.size() == 1) {
      decide(intervals.getFirst().getValue(), architecture);
      return;
    }
    int middle = intervals.size() / 2;
    var upper = out.target();
    var lower = out.target();
    var far = out.target();
    out.test(Test.AT_LEAST, intervals.get(middle).getKey(), far, lower);
    out.place(far);
    out.jump(upper);
    out.place(lower);
    search(intervals.subList(0, middle), architecture);
    out.place(upper);
    search(intervals.subList(middle, intervals.size()), architecture);
  }

  private void decide(Decision decision, Architecture architecture) {
    var test = new ArgumentTest(out, architecture.isNarrow());
    for (var rule : decision.rules()) {
      var otherwise = out.target();
      rule.rule().args().forEach(argument -> test.write(argument, otherwise));
      out.verdict(rule.verdict());
      out.place(otherwise);
    }
    out.verdict(decision.otherwise());
  }
}
