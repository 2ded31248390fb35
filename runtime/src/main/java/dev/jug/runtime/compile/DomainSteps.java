package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.MemoryPolicy;
import dev.jug.oci.runtime.Personality;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.List;
import java.util.Map;

/** As what kind of machine the process sees this one: personality(2), set_mempolicy(2). */
final class DomainSteps {
  private static final Map<String, Integer> DOMAINS = Map.of("LINUX", 0, "LINUX32", 8);

  /** In the kernel's numbering. */
  private static final List<String> MODES =
      List.of(
          "MPOL_DEFAULT",
          "MPOL_PREFERRED",
          "MPOL_BIND",
          "MPOL_INTERLEAVE",
          "MPOL_LOCAL",
          "MPOL_PREFERRED_MANY",
          "MPOL_WEIGHTED_INTERLEAVE");

  private static final Map<String, Integer> MODE_FLAGS =
      Map.of(
          "MPOL_F_NUMA_BALANCING", 1 << 13,
          "MPOL_F_RELATIVE_NODES", 1 << 14,
          "MPOL_F_STATIC_NODES", 1 << 15);

  private final PlanBuilder plan;

  DomainSteps(PlanBuilder plan) {
    this.plan = plan;
  }

  /** Sets what the container asks for. */
  void set(Linux linux) {
    if (linux.personality() != null) {
      personality(linux.personality());
    }
    if (linux.memoryPolicy() != null) {
      memoryPolicy(linux.memoryPolicy());
    }
  }

  private void personality(Personality personality) {
    var field = "linux.personality";
    var domain = DOMAINS.get(personality.domain());
    if (domain == null) {
      throw new InvalidSpecException(
          field + ".domain: \"" + personality.domain() + "\" is neither LINUX nor LINUX32");
    }
    if (!personality.flags().isEmpty()) {
      throw new InvalidSpecException(field + ".flags: none is known, leave them out");
    }
    plan.because(field);
    plan.call(Call.PERSONALITY, flags(domain, personality.domain()));
  }

  private void memoryPolicy(MemoryPolicy policy) {
    var field = "linux.memoryPolicy";
    int mode = MODES.indexOf(policy.mode());
    if (mode < 0) {
      throw new InvalidSpecException(
          field + ".mode: \"" + policy.mode() + "\" is none of " + MODES);
    }
    long bits = mode;
    for (var name : policy.flags()) {
      var flag = MODE_FLAGS.get(name);
      if (flag == null) {
        throw new InvalidSpecException(
            field + ".flags: \"" + name + "\" is none of " + MODE_FLAGS.keySet());
      }
      bits |= flag;
    }
    plan.because(field);
    var shown = flags(bits, policy.mode());
    var nodes = policy.nodes();
    if (nodes == null || nodes.isBlank()) {
      plan.call(Call.SET_MEMPOLICY, shown, Flag.NULL, Flag.ZERO);
      return;
    }
    var mask = BitList.mask(field + ".nodes", nodes);
    // The kernel takes one bit less than it is told.
    plan.call(Call.SET_MEMPOLICY, shown, Arg.at(mask.block()), num(mask.bits() + 1))
        .hint("the nodes must be there, and in linux.resources.cpu.mems if that is set");
  }
}
