package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.fs.SmallFile;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import dev.jug.runtime.plan.Block;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A container as one makes it by hand, of tools that every distribution has. */
final class FiveStepsExperiment implements Experiment {
  /** As long as what a process tells in one word. */
  private static final String HOSTNAME = "lab-five";

  private static final Path NAME_FILE = Path.of("/proc/sys/kernel/hostname");
  private static final Resources LIMITS =
      new Resources(
          List.of(), new Memory(64L << 20, null, null, null, null), null, new Pids(16), Map.of());
  private static final List<NamespaceKind> KINDS =
      List.of(
          NamespaceKind.UTS,
          NamespaceKind.IPC,
          NamespaceKind.NETWORK,
          NamespaceKind.PID,
          NamespaceKind.MOUNT);

  @Override
  public String name() {
    return "five-steps";
  }

  @Override
  public String what() {
    return "a container by hand: cgcreate, cgset, cgexec, unshare, hostname, chroot";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var root = bench.tree();
    var held = new HeldPlan();
    var groups = new GroupWork(held.steps(), bench, LIMITS);
    write(held, groups, root);
    try (var process = bench.laboratory().start(held)) {
      new Course(bench, groups, process, seen).follow(root);
    } finally {
      bench.laboratory().remove(bench.name());
    }
    seen.accept(
        new LabStep(
            "what is left",
            "exit; cgdelete -g memory,pids:" + bench.group(),
            "exit_group(2), rmdir(2)",
            "namespaces went with their last process; groups that are left: "
                + groups.directories().stream().filter(Files::exists).count()));
  }

  private static void write(HeldPlan held, GroupWork groups, Path root) {
    var plan = held.steps();
    Births.introduce(held);
    groups.make();
    held.stop();
    groups.limit();
    held.stop();
    groups.enter();
    held.stop();
    plan.because("namespaces of its own");
    long bits = KINDS.stream().mapToLong(NamespaceKind::cloneFlag).sum();
    plan.call(Call.UNSHARE, flags(bits, flagNames()));
    Births.fork(held);
    plan.because("a name of its own");
    plan.call(Call.SETHOSTNAME, plan.text(HOSTNAME), num(HOSTNAME.length()));
    tellName(held);
    plan.because("a root of its own");
    plan.call(Call.CHROOT, plan.text(root.toString()));
    plan.call(Call.CHDIR, plan.text("/"));
    held.stop();
    plan.exit(0);
  }

  /** The file says what the name is where its reader is. */
  private static void tellName(HeldPlan held) {
    var plan = held.steps();
    var file = plan.slot("file");
    var bytes = Block.room(HOSTNAME.length(), "name");
    var name = plan.slot("name");
    plan.because("what the name is now");
    plan.call(
            Call.OPENAT,
            flags(-100, "AT_FDCWD"),
            plan.text(NAME_FILE.toString()),
            flags(0, "O_RDONLY"),
            num(0))
        .into(file);
    plan.call(Call.READ, var(file), at(bytes), num(HOSTNAME.length()));
    plan.load(bytes, 0, Long.BYTES, name);
    held.stop(var(name));
  }

  private static String flagNames() {
    return KINDS.stream().map(NamespaceKind::flagName).collect(Collectors.joining("|"));
  }

  /** One run of it: the process stops behind each step, and is looked at. */
  private record Course(
      Bench bench, GroupWork groups, HeldProcess process, Consumer<LabStep> seen) {
    void follow(Path root) throws IOException {
      var self = new Seen(process.hear());
      process.next();
      seen.accept(
          new LabStep(
              "1. cgcreate: a group",
              "mkdir " + groups.everywhere(""),
              "mkdirat(2), once for each hierarchy",
              "directories with a group's files in them: "
                  + groups.directories().stream().filter(Files::isDirectory).count()));
      process.next();
      seen.accept(groups.limited("2. cgset: limits"));
      process.next();
      seen.accept(
          new LabStep(
              "3. cgexec: be in it",
              "echo $$ | tee " + groups.everywhere("/cgroup.procs"),
              "openat(2), write(2) of \"0\": the writer itself",
              self.placesShown()));
      process.go();
      var child = Births.born(process);
      seen.accept(unshared(self, child));
      seen.accept(named(child, process.next()));
      process.next();
      seen.accept(
          new LabStep(
              "5. chroot: a root of its own",
              "chroot " + root + " /bin/sh",
              "chroot(2), chdir(2)",
              "/proc/%d/root -> %s".formatted(child.pid(), child.link("root")),
              "ls / shows: " + String.join(" ", child.root()),
              "that holds nobody who is root: see jug lab chroot"));
      process.go();
    }

    private static LabStep unshared(Seen self, Seen child) throws IOException {
      var engine = new Seen(ProcessHandle.current().pid());
      var effects = new ArrayList<String>();
      for (var kind : KINDS) {
        effects.add("%s, not %s".formatted(child.namespace(kind), engine.namespace(kind)));
      }
      effects.add(child.status("NSpid") + ": its number outside, and inside");
      effects.add(child.status("PPid") + ": the child of " + self.pid() + ", in its groups:");
      effects.addAll(child.placesShown());
      return new LabStep(
          "4. unshare: namespaces",
          "unshare --uts --ipc --net --pid --mount --fork",
          "unshare(" + flagNames() + "), clone3(2): who unshares pid has its children there",
          effects);
    }

    private static LabStep named(Seen child, long word) throws IOException {
      var inside = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(word);
      var outside = SmallFile.read(NAME_FILE).map(String::strip);
      return new LabStep(
          "hostname: a name of its own",
          "hostname " + HOSTNAME,
          "sethostname(2)",
          "cat %s, in %s: %s"
              .formatted(
                  NAME_FILE,
                  child.namespace(NamespaceKind.UTS),
                  new String(inside.array(), StandardCharsets.US_ASCII)),
          "and outside: " + outside.orElse("unknown"));
    }
  }
}
