package dev.jug.engine;

import dev.jug.engine.apparmor.AppArmor;
import dev.jug.engine.apt.OsRelease;
import dev.jug.engine.usage.Controllers;
import dev.jug.engine.usage.MachineUsage;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.view.SystemView;
import dev.jug.engine.view.SystemView.FirewallBackend;
import dev.jug.image.catalog.CatalogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks at the engine and its machine as a whole. */
record Survey(Services services) {
  private static final Path PROC = Path.of("/proc");
  private static final Path CGROUP2 = Path.of("/sys/fs/cgroup/cgroup.controllers");
  private static final Path OS_RELEASE = Path.of("/etc/os-release");

  /**
   * What there is.
   *
   * @throws IOException if the disk fails
   */
  SystemView make() throws IOException {
    var all = services.containers().plain().stream().map(Container::status).toList();
    var images = services.images().get();
    var system = OsRelease.parse(text(OS_RELEASE));
    var machine = MachineUsage.read(PROC);
    var controllers = Controllers.read();
    int running = count(all, status -> status.isRunning() && status != ContainerStatus.PAUSED);
    int paused = count(all, status -> status == ContainerStatus.PAUSED);
    return new SystemView(
        all.size(),
        running,
        paused,
        all.size() - running - paused,
        (int) images.entries().stream().map(CatalogEntry::digest).distinct().count(),
        images.driver(),
        services.layout().state().toString(),
        controllers.has("memory"),
        controllers.has("pids"),
        services.clock().instant(),
        "local",
        "cgroupfs",
        Files.exists(CGROUP2) ? "2" : "1",
        System.getProperty("os.version"),
        system.value("PRETTY_NAME"),
        system.value("VERSION_ID"),
        "linux",
        architecture(),
        machine.processors(),
        machine.memory(),
        text(PROC.resolve("sys/kernel/hostname")).strip(),
        services.settings().get().runtimes().usual(),
        true,
        security(),
        new FirewallBackend(services.sandboxes().networks().backEnd().word()));
  }

  private List<String> security() {
    var names = new ArrayList<>(List.of("name=seccomp,profile=builtin", "name=cgroupns"));
    if (services.settings().get().containers().remap().isPresent()) {
      names.add("name=userns");
    }
    if (AppArmor.here().isOn()) {
      names.add("name=apparmor");
    }
    if (services.decisions().labels().isOn()) {
      names.add("name=selinux");
    }
    return names;
  }

  private static int count(List<ContainerStatus> all, Predicate<ContainerStatus> which) {
    return (int) all.stream().filter(which).count();
  }

  private static String architecture() {
    var name = System.getProperty("os.arch");
    return "amd64".equals(name) ? "x86_64" : name;
  }

  /** Nothing if there is no such file: not every machine has all of them. */
  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
