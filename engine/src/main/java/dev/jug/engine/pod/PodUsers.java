package dev.jug.engine.pod;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.request.IdMap;
import dev.jug.linux.Call;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.PinnedNamespace;
import dev.jug.oci.runtime.IdMapping;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.Laboratory;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.plan.PlanBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes the user namespace of a pod sandbox, and those of its namespaces that belong to it. A
 * program with several threads cannot make one (unshare(2), EINVAL), so a process of one does; it
 * ends as soon as files stand for all of them.
 *
 * @param laboratory has such processes
 */
record PodUsers(Supplier<Laboratory> laboratory) {
  private static final List<NamespaceKind> OWNED =
      List.of(NamespaceKind.USER, NamespaceKind.NETWORK, NamespaceKind.IPC, NamespaceKind.UTS);

  /**
   * Whether containers with images can be in one: overlayfs takes mapped layers since Linux 6.13.
   */
  static boolean possible() throws IOException {
    return KernelRelease.here().isAtLeast(6, 13);
  }

  /**
   * Makes them, and has files stand for them.
   *
   * @throws Failed if the kernel refuses
   */
  void make(PodFiles files, IdMap ids, String hostname, Sysctls sysctls) throws IOException {
    try (var process = laboratory.get().start(plan(hostname, sysctls.ofIpc()))) {
      var proc = Path.of("/proc", Long.toString(process.hear()));
      map(proc, ids);
      process.go();
      process.hear();
      pin(proc, files);
    } catch (LaunchException e) {
      throw new Failed(
          "cannot make the user namespace of a pod sandbox: " + e.getMessage(),
          "Does the kernel allow any more (user.max_user_namespaces)?",
          e);
    }
  }

  /** It says its number where its ids are to be mapped, and waits again when all is there. */
  private static HeldPlan plan(String hostname, Map<Path, String> sysctls) {
    var held = new HeldPlan();
    var plan = held.steps();
    plan.because("a user namespace, and those that belong to it");
    long kinds = OWNED.stream().mapToLong(NamespaceKind::cloneFlag).sum();
    var names = OWNED.stream().map(NamespaceKind::flagName).collect(Collectors.joining("|"));
    plan.call(Call.UNSHARE, flags(kinds, names));
    plan.call(Call.GETPID).into(plan.slot("self"));
    held.stop(var(plan.slot("self")));
    plan.because("become root of the pod");
    plan.call(Call.SETRESGID, num(0), num(0), num(0));
    plan.call(Call.SETRESUID, num(0), num(0), num(0));
    if (!hostname.isEmpty()) {
      plan.because("the pod's host name");
      plan.call(Call.SETHOSTNAME, plan.text(hostname), num(length(hostname)));
    }
    sysctls.forEach((file, value) -> write(plan, file, value));
    held.stop();
    plan.exit(0);
    return held;
  }

  /** Only root of the namespace may write these. */
  private static void write(PlanBuilder plan, Path file, String value) {
    var opened = plan.slot("sysctl");
    plan.because("sysctl " + file);
    plan.call(
            Call.OPENAT,
            flags(-100, "AT_FDCWD"),
            plan.text(file.toString()),
            flags(1, "O_WRONLY"),
            num(0))
        .into(opened);
    plan.call(Call.WRITE, var(opened), plan.text(value), num(length(value)));
    plan.call(Call.CLOSE, var(opened));
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void map(Path proc, IdMap ids) throws IOException {
    Files.writeString(proc.resolve("uid_map"), text(ids.uids()));
    Files.writeString(proc.resolve("gid_map"), text(ids.gids()));
  }

  private static String text(List<IdMapping> ranges) {
    return ranges.stream()
        .map(range -> range.containerID() + " " + range.hostID() + " " + range.size())
        .collect(Collectors.joining("\n"));
  }

  private static void pin(Path proc, PodFiles files) throws IOException {
    PinnedNamespace.pin(proc.resolve("ns/user"), files.users());
    PinnedNamespace.pin(proc.resolve("ns/net"), files.network());
    PinnedNamespace.pin(proc.resolve("ns/ipc"), files.ipc());
    PinnedNamespace.pin(proc.resolve("ns/uts"), files.uts());
  }
}
