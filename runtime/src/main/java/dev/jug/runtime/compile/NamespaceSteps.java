package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.TimeOffset;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Label;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Namespaces: made by clone3, or joined by descriptor. */
final class NamespaceSteps {
  private static final long CLONE_PIDFD = 0x1000L;
  private static final long CLONE_INTO_CGROUP = 0x200000000L;
  private static final int SIGCHLD = 17;
  private static final int ARGUMENT_BYTES = 88;
  private static final int CGROUP_OFFSET = 80;

  private final PlanBuilder plan;
  private final Set<NamespaceKind> made = EnumSet.noneOf(NamespaceKind.class);
  private final Map<NamespaceKind, String> joined = new EnumMap<>(NamespaceKind.class);
  private final Map<String, TimeOffset> offsets;

  NamespaceSteps(PlanBuilder plan, Linux linux) {
    this.plan = plan;
    this.offsets = linux.timeOffsets();
    for (var namespace : linux.namespaces()) {
      var kind =
          NamespaceKind.ofSpec(namespace.type())
              .orElseThrow(() ->
                  new InvalidSpecException(
                      "linux.namespaces: unknown type \"" + namespace.type() + '"'));
      add(kind, namespace.path());
    }
    if (!made.contains(NamespaceKind.MOUNT)) {
      throw new InvalidSpecException(
          "linux.namespaces: a container needs a new mount namespace, without a path");
    }
    if (!offsets.isEmpty() && !isNew(NamespaceKind.TIME)) {
      throw new InvalidSpecException("linux.timeOffsets: needs a new time namespace");
    }
  }

  private void add(NamespaceKind kind, @Nullable String path) {
    if (made.contains(kind) || joined.containsKey(kind)) {
      throw new InvalidSpecException("linux.namespaces: " + kind.specName() + " is there twice");
    }
    if (path == null || path.isEmpty()) {
      made.add(kind);
    } else {
      joined.put(kind, path);
    }
  }

  boolean isNew(NamespaceKind kind) {
    return made.contains(kind);
  }

  boolean isJoined(NamespaceKind kind) {
    return joined.containsKey(kind);
  }

  /**
   * In the launcher, last of all before the birth: enters what is joined, for the child to be born
   * there. The user namespace comes last, for it takes the rights over all others; what the child
   * then makes belongs to it.
   */
  void prepare() {
    joined.forEach((kind, path) -> {
      plan.because("linux.namespaces: join " + kind.specName() + " of " + path);
      plan.call(Call.OPENAT, Flag.CWD, plan.text(path), Flag.READ, Flag.ZERO).into(door(kind));
    });
    if (isNew(NamespaceKind.TIME) && !offsets.isEmpty()) {
      shiftClocks();
    }
    joined.keySet().stream().filter(kind -> kind != NamespaceKind.USER).forEach(this::join);
    if (isJoined(NamespaceKind.USER)) {
      join(NamespaceKind.USER);
    }
  }

  private Slot door(NamespaceKind kind) {
    return plan.slot("ns." + kind.procName());
  }

  private void join(NamespaceKind kind) {
    plan.because("linux.namespaces: join " + kind.specName());
    plan.call(Call.SETNS, var(door(kind)), flags(kind.cloneFlag(), kind.flagName()))
        .hint("the path must be that of a " + kind.specName() + " namespace");
    plan.call(Call.CLOSE, var(door(kind)));
  }

  /**
   * Offsets can be written only while nobody is in the namespace: the launcher makes it, its child
   * will be in it.
   */
  private void shiftClocks() {
    plan.because("linux.timeOffsets");
    var time = NamespaceKind.TIME;
    plan.call(Call.UNSHARE, flags(time.cloneFlag(), time.flagName()));
    var text =
        offsets.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e ->
                "%s %d %d\n".formatted(e.getKey(), e.getValue().secs(), e.getValue().nanosecs()))
            .collect(Collectors.joining());
    new FileSteps(plan).write(Path.of("/proc/self/timens_offsets"), text);
  }

  /** The birth of the container's process. */
  void clone(Optional<Slot> unified, Label child) {
    var kinds = EnumSet.copyOf(made);
    kinds.remove(
        NamespaceKind.CGROUP); // Made after the cgroup was entered, so that the group is its root.
    if (!offsets.isEmpty()) {
      kinds.remove(NamespaceKind.TIME);
    }
    long bits = kinds.stream().mapToLong(NamespaceKind::cloneFlag).sum();
    var names = kinds.stream().map(NamespaceKind::flagName).collect(Collectors.joining("|"));
    plan.because("linux.namespaces: a new process in " + kinds.size() + " new namespaces");
    birth(plan, bits, names, unified, child);
  }

  /**
   * clone3(2) as a fork into new namespaces and a cgroup; leaves slots {@code pid} and {@code
   * pidfd}.
   */
  static void birth(
      PlanBuilder plan, long namespaces, String names, Optional<Slot> unified, Label child) {
    var pidfd = Block.room(8, "&pidfd");
    var into = unified.isPresent();
    var shown = "{CLONE_PIDFD|" + (into ? "CLONE_INTO_CGROUP|" : "") + names + ", SIGCHLD}";
    var arguments =
        Block.struct(ARGUMENT_BYTES, shown)
            .put(0, 8, namespaces | CLONE_PIDFD | (into ? CLONE_INTO_CGROUP : 0))
            .link(8, pidfd)
            .put(32, 8, SIGCHLD);
    unified.ifPresent(slot -> plan.store(arguments, CGROUP_OFFSET, 8, var(slot)));
    plan.clone(arguments, child).into(plan.slot("pid"));
    plan.load(pidfd, 0, 4, plan.slot("pidfd"));
  }

  /** In the launcher: writes the id maps, for which the child has no right, and lets it go on. */
  void mapIds(Linux linux, Slot sync) {
    plan.because("linux.uidMappings, linux.gidMappings");
    var process = ProcessFiles.of(plan);
    process.open();
    process.write("uid_map", IdMaps.text(linux.uidMappings()));
    process.write("gid_map", IdMaps.text(linux.gidMappings()));
    process.close();
    plan.because("linux.uidMappings: the maps are written, go on");
    new FileSteps(plan).put(sync, "m");
  }

  /** In the child: waits for its id maps and becomes user 0 of its namespace. */
  void awaitIds(Slot sync) {
    plan.because("linux.uidMappings: wait for the maps, become user 0 of the namespace");
    plan.call(Call.READ, var(sync), Arg.at(Block.room(8, "1 byte")), num(1)).zeroFails();
    becomeRoot();
  }

  /** In the child, in a user namespace. */
  void becomeRoot() {
    plan.because("linux.namespaces: become user 0 of the user namespace");
    plan.call(Call.SETRESGID, num(0), num(0), num(0));
    plan.call(Call.SETRESUID, num(0), num(0), num(0));
  }

  /** In the child, in its cgroup. */
  void enter() {
    if (isNew(NamespaceKind.CGROUP)) {
      var kind = NamespaceKind.CGROUP;
      plan.because("linux.namespaces: cgroup, with the container's own group as root");
      plan.call(Call.UNSHARE, flags(kind.cloneFlag(), kind.flagName()));
    }
  }
}
