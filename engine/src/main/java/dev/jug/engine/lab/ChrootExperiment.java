package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.engine.attack.AttackResult.Outcome;
import dev.jug.engine.attack.Climb;
import dev.jug.engine.attack.Fence;
import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A part of the tree as the whole tree, and the way out of it, which a container does not have. */
final class ChrootExperiment implements Experiment {
  @Override
  public String name() {
    return "chroot";
  }

  @Override
  public String what() {
    return "a directory as /, the way out of it, and the same way in a container [DIRECTORY]";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var outside = Files.writeString(bench.directory().resolve("outside"), "of the host\n");
    var root = bench.asked().isPresent() ? bench.asked().get() : bench.tree();
    var jail = "/" + bench.name();
    var held = new HeldPlan();
    write(held, root, jail, outside);
    try (var process = bench.laboratory().start(held)) {
      follow(process, root, jail, outside, seen);
    } finally {
      Files.deleteIfExists(root.resolve(bench.name()));
    }
    seen.accept(inContainer(bench));
  }

  private static void write(HeldPlan held, Path root, String jail, Path outside) {
    var plan = held.steps();
    Births.introduce(held);
    plan.because("a directory as root");
    plan.call(Call.CHROOT, plan.text(root.toString()));
    plan.call(Call.CHDIR, plan.text("/"));
    open(held, outside);
    Climb.below(plan, jail);
    held.stop();
    Climb.up(plan);
    open(held, outside);
    plan.exit(0);
  }

  /** Tries to open a file, and tells its descriptor or the error. */
  private static void open(HeldPlan held, Path file) {
    var plan = held.steps();
    var result = plan.slot("result");
    plan.because("a file of the host");
    plan.call(
            Call.OPENAT,
            flags(-100, "AT_FDCWD"),
            plan.text(file.toString()),
            flags(0, "O_RDONLY"),
            num(0))
        .into(result)
        .accept();
    held.stop(var(result));
  }

  private static void follow(
      HeldProcess process, Path root, String jail, Path outside, Consumer<LabStep> seen)
      throws IOException {
    var self = new Seen(process.hear());
    process.go();
    var hidden = shown(outside, process.hear());
    seen.accept(
        new LabStep(
            "a directory as root",
            "chroot " + root + " /bin/sh",
            "chroot(2), chdir(2)",
            "/proc/%d/root -> %s".formatted(self.pid(), self.link("root")),
            "ls / shows: " + String.join(" ", self.root()),
            hidden));
    process.go();
    process.hear();
    seen.accept(
        new LabStep(
            "a root below, the working directory above",
            "perl -e 'mkdir \"%s\"; opendir D, \"/\"; chroot \"%s\"; chdir *D; …"
                .formatted(jail, jail),
            "mkdirat(2), openat(2), chroot(2), fchdir(2)",
            "/proc/%d/root -> %s".formatted(self.pid(), self.link("root")),
            "/proc/%d/cwd -> %s: not below its root".formatted(self.pid(), self.link("cwd"))));
    process.go();
    var found = shown(outside, process.hear());
    seen.accept(
        new LabStep(
            "up, and out",
            "… chdir \"..\" for 1..16; chroot \".\"; exec \"/bin/sh\"'",
            "chdir(2), chroot(2): \"..\" ends at the root only for who comes by it",
            "/proc/%d/root -> %s".formatted(self.pid(), self.link("root")),
            found));
    process.go();
  }

  private static String shown(Path file, long result) {
    return result >= 0
        ? "cat " + file + ": opened"
        : "cat " + file + ": " + Errno.of((int) -result).name();
  }

  private static LabStep inContainer(Bench bench) {
    var result = bench.attack().apply("chroot");
    var fences = result.fences().stream().map(Fence::shown).collect(Collectors.joining(", "));
    return new LabStep(
        "the same way in a container",
        "jug attack chroot",
        "clone3(2), pivot_root(2), umount2(2) before the same calls",
        result.outcome() == Outcome.THROUGH
            ? "it got through: " + result.how()
            : "it was blocked by " + fences + ": " + result.how(),
        "nothing is above the root of a container: the host's tree is not mounted there");
  }
}
