package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.Capabilities;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.User;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * User, groups and capabilities. The bounding set falls first, while CAP_SETPCAP is there; the user
 * changes with the permitted set kept; then all sets become what the spec says. Without
 * no_new_privs the kernel wants CAP_SYS_ADMIN for loading a filter and for a policy of Landlock, so
 * that one stays until they are there, and goes in the call right after.
 */
final class CredentialSteps {
  private static final long CAPABILITY_VERSION_3 = 0x20080522L;
  private static final Arg BOUNDING_DROP = flags(24, "PR_CAPBSET_DROP");
  private static final Arg KEEP = flags(8, "PR_SET_KEEPCAPS");
  private static final Arg AMBIENT = flags(47, "PR_CAP_AMBIENT");
  private static final Arg RAISE = flags(2, "PR_CAP_AMBIENT_RAISE");
  private static final Arg NO_NEW_PRIVILEGES = flags(38, "PR_SET_NO_NEW_PRIVS");

  private final PlanBuilder plan;
  private final Process process;
  private final Set<Capability> available;
  private final boolean mayNotSetGroups;
  private final Capabilities capabilities;

  /**
   * @param available what can be given: what the launcher itself has, or everything in a user
   *     namespace of the container's, since entering one fills all sets (user_namespaces(7))
   * @param mayNotSetGroups whether the user namespace forbids setgroups(2)
   */
  CredentialSteps(
      PlanBuilder plan, Process process, Set<Capability> available, boolean mayNotSetGroups) {
    this.plan = plan;
    this.process = process;
    this.available = available;
    this.mayNotSetGroups = mayNotSetGroups;
    this.capabilities =
        Objects.requireNonNullElse(
            process.capabilities(),
            new Capabilities(List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  void apply(boolean filterFollows) {
    bounding();
    user();
    boolean keepAdmin = filterFollows && !process.noNewPrivileges();
    plan.because(
        "process.capabilities"
            + (keepAdmin ? ", and CAP_SYS_ADMIN until the filter is loaded" : ""));
    sets(keepAdmin ? Capability.SYS_ADMIN.bit() & Capability.bits(available) : 0);
    ambient();
    if (process.noNewPrivileges()) {
      plan.because("process.noNewPrivileges");
      plan.call(Call.PRCTL, NO_NEW_PRIVILEGES, num(1), Flag.ZERO, Flag.ZERO, Flag.ZERO);
    }
  }

  /** Right after the filter: now exactly what the spec says. */
  void afterFilter() {
    if (!process.noNewPrivileges()) {
      plan.because("process.capabilities: without CAP_SYS_ADMIN now, unless the spec gives it");
      sets(0);
    }
  }

  /**
   * Not only what the launcher has: its bounding set may hold more, and a user namespace's does.
   */
  private void bounding() {
    plan.because("process.capabilities.bounding: drop the others");
    var drop = EnumSet.allOf(Capability.class);
    drop.removeAll(parse(capabilities.bounding()));
    for (var capability : drop) {
      var number = flags(capability.ordinal(), capability.toString());
      plan.call(Call.PRCTL, BOUNDING_DROP, number, Flag.ZERO, Flag.ZERO, Flag.ZERO);
    }
  }

  private void user() {
    var user = process.user();
    plan.because("process.user: " + user.uid() + ":" + user.gid());
    keep(1);
    if (!mayNotSetGroups) {
      groups(user);
    }
    plan.call(Call.SETRESGID, num(user.gid()), num(user.gid()), num(user.gid()));
    plan.call(Call.SETRESUID, num(user.uid()), num(user.uid()), num(user.uid()));
    keep(0);
  }

  private void keep(int value) {
    plan.call(Call.PRCTL, KEEP, num(value), Flag.ZERO, Flag.ZERO, Flag.ZERO);
  }

  private void groups(User user) {
    var gids = user.additionalGids();
    var list = Block.room(Math.max(8, 4 * gids.size()), gids.toString());
    for (int i = 0; i < gids.size(); i++) {
      list.put(4 * i, 4, gids.get(i));
    }
    plan.call(Call.SETGROUPS, num(gids.size()), Arg.at(list));
  }

  private void sets(long extra) {
    long effective = bits(capabilities.effective()) | extra;
    long permitted = bits(capabilities.permitted()) | extra;
    long inheritable = bits(capabilities.inheritable());
    var header = Block.struct(8, "version 3").put(0, 4, CAPABILITY_VERSION_3);
    var shown =
        "{effective "
            + hex(effective)
            + ", permitted "
            + hex(permitted)
            + ", inheritable "
            + hex(inheritable)
            + "}";
    var data = Block.struct(24, shown);
    for (int half = 0; half < 2; half++) {
      data.put(12 * half, 4, effective >>> (32 * half));
      data.put(12 * half + 4, 4, permitted >>> (32 * half));
      data.put(12 * half + 8, 4, inheritable >>> (32 * half));
    }
    plan.call(Call.CAPSET, Arg.at(header), Arg.at(data));
  }

  private static String hex(long bits) {
    return "0x" + Long.toHexString(bits);
  }

  private void ambient() {
    for (var capability : usable(capabilities.ambient())) {
      plan.because("process.capabilities.ambient");
      var number = flags(capability.ordinal(), capability.toString());
      plan.call(Call.PRCTL, AMBIENT, RAISE, number, Flag.ZERO, Flag.ZERO);
    }
  }

  private long bits(List<String> names) {
    return Capability.bits(usable(names));
  }

  /**
   * What the engine itself does not have, the kernel would refuse to give; as in other runtimes it
   * is left out.
   */
  private Set<Capability> usable(List<String> names) {
    var set = parse(names);
    set.retainAll(available);
    return set;
  }

  private static Set<Capability> parse(List<String> names) {
    var set = EnumSet.noneOf(Capability.class);
    for (var name : names) {
      set.add(
          Capability.parse(name)
              .orElseThrow(() ->
                  new InvalidSpecException(
                      "process.capabilities: invalid capability: \""
                          + name
                          + "\"; see capabilities(7)")));
    }
    return set;
  }
}
