package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.landlock.FileRight;
import dev.jug.linux.landlock.Landlock;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.landlock.LandlockPolicy;
import dev.jug.runtime.landlock.LandlockPolicy.Paths;
import dev.jug.runtime.landlock.LandlockPolicy.Ports;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Landlock. Its rules are about files that are there, so they are made in the container's own root,
 * while the process may open all of it; it enters what it has made right before its filter. The
 * kernel wants no_new_privs or CAP_SYS_ADMIN for that, as it does for the filter.
 */
final class LandlockSteps {
  private static final int HOW_BYTES = 24;
  private static final int RULESET_BYTES = 24;
  private static final int PATH_RULE_BYTES = 16;
  private static final Set<FileRight> READ = EnumSet.of(FileRight.READ_FILE, FileRight.READ_DIR);
  private static final Arg BENEATH =
      flags(Landlock.RULE_PATH_BENEATH, "LANDLOCK_RULE_PATH_BENEATH");
  private static final Arg PORT = flags(Landlock.RULE_NET_PORT, "LANDLOCK_RULE_NET_PORT");

  private final PlanBuilder plan;
  private final Optional<LandlockPolicy> policy;
  private final Set<FileRight> known;

  LandlockSteps(PlanBuilder plan, Spec spec, Machine machine) {
    this.plan = plan;
    this.policy = LandlockPolicy.of(spec, machine.landlock());
    this.known = FileRight.known(machine.landlock());
  }

  boolean isOn() {
    return policy.isPresent();
  }

  /** In the container's root, with all rights over it. */
  void prepare() {
    policy.ifPresent(this::rules);
  }

  /** Before the filter: from here on nothing is allowed but what the rules say. */
  void enter() {
    if (isOn()) {
      plan.because("landlock: from here on the process has what its policy names");
      plan.call(Call.LANDLOCK_RESTRICT_SELF, var(ruleset()), Flag.ZERO);
    }
  }

  private Slot ruleset() {
    return plan.slot("ruleset");
  }

  private void rules(LandlockPolicy asked) {
    plan.because("landlock: what is fenced");
    plan.call(Call.LANDLOCK_CREATE_RULESET, Arg.at(fenced(asked)), num(RULESET_BYTES), Flag.ZERO)
        .into(ruleset());
    if (asked.paths() != null) {
      paths(asked.paths());
    }
    if (asked.tcp() != null) {
      ports("bind", asked.tcp().bind(), Landlock.BIND_TCP);
      ports("connect", asked.tcp().connect(), Landlock.CONNECT_TCP);
    }
  }

  /** Older kernels know less of the structure, and take it if the rest is zero. */
  private Block fenced(LandlockPolicy asked) {
    long files = asked.paths() == null ? 0 : FileRight.bits(known);
    long ports = asked.tcp() == null ? 0 : fenced(asked.tcp());
    long scope =
        (asked.scope().contains(LandlockPolicy.SOCKETS) ? Landlock.SCOPE_ABSTRACT_SOCKETS : 0)
            | (asked.scope().contains(LandlockPolicy.SIGNALS) ? Landlock.SCOPE_SIGNALS : 0);
    var shown = "{files 0x%x, tcp 0x%x, scope 0x%x}".formatted(files, ports, scope);
    return Block.struct(RULESET_BYTES, shown).put(0, 8, files).put(8, 8, ports).put(16, 8, scope);
  }

  private static long fenced(Ports ports) {
    return (ports.bind() == null ? 0 : Landlock.BIND_TCP)
        | (ports.connect() == null ? 0 : Landlock.CONNECT_TCP);
  }

  private void paths(Paths paths) {
    var execute = EnumSet.copyOf(READ);
    execute.add(FileRight.EXECUTE);
    var write = EnumSet.copyOf(known);
    write.remove(FileRight.EXECUTE);
    paths.read().forEach(path -> path("read", path, READ));
    paths.execute().forEach(path -> path("execute", path, execute));
    paths.write().forEach(path -> path("write", path, write));
  }

  private void path(String what, String said, Set<FileRight> rights) {
    boolean maybe = said.startsWith("-");
    var path = maybe ? said.substring(1) : said;
    plan.because("landlock: " + what + " " + path);
    var place = plan.slot("place");
    var next = plan.label();
    var open =
        plan.call(Call.OPENAT2, Flag.CWD, plan.text(path), Arg.at(how()), num(HOW_BYTES))
            .into(place)
            .hint("the container has no such path; \"-" + path + "\" lets it be missing");
    if (maybe) {
      open.orGoTo(next, Errno.ENOENT, Errno.ENOTDIR);
    }
    allow(rights, place);
    plan.call(Call.CLOSE, var(place));
    plan.place(next);
  }

  /** Rights over directories are refused for a file, so they come second, and may be. */
  private void allow(Set<FileRight> rights, Slot place) {
    var ofFiles = EnumSet.copyOf(rights);
    ofFiles.removeIf(right -> !right.isOfFiles());
    beneath(ofFiles, place);
    beneath(rights, place).accept(Errno.EINVAL);
  }

  private Op beneath(Set<FileRight> rights, Slot place) {
    var rule = Block.struct(PATH_RULE_BYTES, rights.toString()).put(0, 8, FileRight.bits(rights));
    plan.store(rule, 8, 4, var(place));
    return plan.call(Call.LANDLOCK_ADD_RULE, var(ruleset()), BENEATH, Arg.at(rule), Flag.ZERO);
  }

  private static Block how() {
    return Block.struct(HOW_BYTES, "{O_PATH, RESOLVE_NO_MAGICLINKS}")
        .put(0, 8, Flag.O_PATH | Flag.O_CLOEXEC)
        .put(16, 8, Rooted.RESOLVE_NO_MAGICLINKS);
  }

  private void ports(String what, @Nullable List<Integer> allowed, long right) {
    if (allowed == null) {
      return;
    }
    for (int port : allowed) {
      plan.because("landlock: " + what + " to port " + port);
      var rule = Block.struct(16, what + " " + port).put(0, 8, right).put(8, 8, port);
      plan.call(Call.LANDLOCK_ADD_RULE, var(ruleset()), PORT, Arg.at(rule), Flag.ZERO);
    }
  }
}
