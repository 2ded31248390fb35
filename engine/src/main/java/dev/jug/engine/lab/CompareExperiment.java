package dev.jug.engine.lab;

import dev.jug.linux.Errno;
import dev.jug.linux.fs.SmallFile;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What each way to keep a process apart divides, and what it does not, by trying. */
final class CompareExperiment implements Experiment {
  private static final long LIMIT = 64L << 20;
  private static final Path MACHINES = Path.of("/dev/kvm");
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String what() {
    return "chroot, namespaces, cgroup and all three side by side: what each divides, by trying";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var outside = Files.writeString(bench.directory().resolve("outside"), "of the host\n");
    var root = bench.tree();
    var table = new Comparison();
    try (var taken = new ServerSocket(0)) {
      var target = new TrialWork.Target(root, outside, taken.getLocalPort());
      for (var compartment : Compartment.all()) {
        var trial = new Trial(bench.named(compartment.name()), compartment, target);
        seen.accept(trial.run(table));
      }
    }
    var lines = new ArrayList<>(table.lines());
    lines.add("the kernel is one for all of them: a hole in it is a hole in each");
    lines.add("a virtual machine has another, and none of the above in common; " + machines());
    if (isMachine()) {
      lines.add(
          "this machine is one itself, says its processor: Linux %s is its own, and what it has in common with its host cannot be seen from inside"
              .formatted(System.getProperty("os.version")));
    }
    seen.accept(
        new LabStep(
            "side by side", "jug attack tries what a container has besides", "those above", lines));
  }

  /** Hypervisors say so by a bit that no processor has (x86: CPUID, leaf 1). */
  private static boolean isMachine() {
    return SmallFile.read(PROCESSORS)
        .filter(text -> text.lines().anyMatch(CompareExperiment::isVirtual))
        .isPresent();
  }

  private static boolean isVirtual(String line) {
    return line.startsWith("flags") && (line + " ").contains(" hypervisor ");
  }

  /** Whether one could be made. */
  private static String machines() {
    try (var opened =
        FileChannel.open(MACHINES, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return opened.isOpen() ? "this machine could make one (" + MACHINES + "), jug does not" : "";
    } catch (IOException e) {
      return "this machine cannot make one: open " + MACHINES + ": " + reason(e);
    }
  }

  private static String reason(IOException error) {
    return error instanceof NoSuchFileException
        ? Errno.ENOENT.description()
        : String.valueOf(error.getMessage());
  }

  /** One of them. */
  private record Trial(Bench bench, Compartment compartment, TrialWork.Target target) {
    LabStep run(Comparison table) throws IOException {
      var held = new HeldPlan();
      var groups = new GroupWork(held.steps(), bench, limits());
      write(held, groups);
      try (var process = bench.laboratory().start(held)) {
        try {
          return follow(process, groups, table);
        } finally {
          bench.laboratory().remove(bench.name());
        }
      }
    }

    private Resources limits() {
      var memory = new Memory(LIMIT, null, null, null, null);
      return new Resources(List.of(), memory, null, new Pids(compartment.processes()), Map.of());
    }

    private void write(HeldPlan held, GroupWork groups) {
      Births.introduce(held);
      if (compartment.grouped()) {
        groups.make();
        groups.limit();
        held.stop();
        groups.enter();
      }
      var work = new TrialWork(held);
      work.enter(compartment, target.root());
      work.tryAll(target);
      held.steps().exit(0);
    }

    private LabStep follow(HeldProcess process, GroupWork groups, Comparison table)
        throws IOException {
      var self = new Seen(process.hear());
      if (compartment.grouped()) {
        process.next();
        groups.filterDevices();
      }
      process.go();
      if (compartment.apart()) {
        self = Births.born(process);
        process.go();
      }
      var effects = new ArrayList<String>();
      for (var resource : Resource.values()) {
        long result = process.hear();
        effects.add(resource.trial() + ": " + Outcome.of(result, "done"));
        table.put(resource.shown(), resource.cell(result));
        if (resource != Resource.NUMBER) {
          process.go();
        }
      }
      effects.add("its host name is in " + self.namespace(NamespaceKind.UTS));
      table.put("host name", isShared(self) ? "shared" : "own");
      var limit = memory(self);
      effects.add("its memory: " + limit.orElse("no limit"));
      table.put("memory", limit.isPresent() ? "limited" : "no limit");
      table.end(compartment.name());
      return new LabStep(compartment.name(), compartment.shell(), compartment.calls(), effects);
    }

    private static boolean isShared(Seen process) throws IOException {
      var engine = new Seen(ProcessHandle.current().pid());
      return process.namespace(NamespaceKind.UTS).equals(engine.namespace(NamespaceKind.UTS));
    }

    /** The limit of ours, if it is in the group that has it. */
    private Optional<String> memory(Seen process) throws IOException {
      boolean there = process.groups().containsValue(bench.group());
      if (!there) {
        return Optional.empty();
      }
      var files =
          ControllerFiles.of(bench.laboratory().layout(), bench.group(), "memory", "memory");
      return Optional.of(files.shown("memory.limit_in_bytes", "memory.max"));
    }
  }
}
