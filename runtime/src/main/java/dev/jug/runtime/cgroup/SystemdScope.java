package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.dbus.Variant;
import dev.jug.runtime.systemd.Property;
import dev.jug.runtime.systemd.Systemd;
import dev.jug.runtime.systemd.SystemdSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A group that systemd makes, as a scope around a process that is there already (systemd.scope(5)).
 * systemd leaves what is below it to us ({@code Delegate=}).
 *
 * @param cgroups the machine's
 * @param systemd where systemd listens
 * @param name the scope
 * @param path its group, which systemd chose
 */
public record SystemdScope(Cgroups cgroups, SystemdSocket systemd, ScopeName name, String path)
    implements ContainerGroup {

  /**
   * Has systemd put a process into a new scope, gives the scope its limits, and puts the process
   * into those version 1 hierarchies that systemd leaves alone. Returns when all is done; if not
   * all of it can be done, nothing of the scope is left but the process may be gone with it.
   *
   * @param pid the container's first process, not executed yet
   * @throws dev.jug.runtime.systemd.SystemdException if systemd does not make the scope
   * @throws CgroupException if a limit cannot be written
   * @throws dev.jug.oci.runtime.InvalidSpecException if a limit makes no sense
   */
  public static SystemdScope start(
      Cgroups cgroups, SystemdSocket socket, ScopeName name, int pid, Resources resources) {
    cgroups.check(name.path(), resources);
    String path;
    try (var systemd = Systemd.connect(socket)) {
      systemd.startTransient(
          name.unit(), properties(cgroups, name, pid, resources, systemd.version()));
      path = systemd.controlGroup(name.unit());
    }
    var scope = new SystemdScope(cgroups, socket, name, path.isEmpty() ? name.path() : path);
    try {
      cgroups.enter(scope.path(), pid, resources);
      return scope;
    } catch (RuntimeException e) {
      scope.remove();
      throw e;
    }
  }

  private static List<Property> properties(
      Cgroups cgroups, ScopeName name, int pid, Resources resources, int version) {
    boolean unified = cgroups.layout().isUnified("memory");
    var all = new ArrayList<Property>();
    all.add(Property.text("Description", "Jug container " + name.unit()));
    all.add(Property.text("Slice", name.slice()));
    all.add(new Property("PIDs", new Variant("au", List.of(pid))));
    all.add(Property.flag("Delegate", true));
    all.add(Property.flag("DefaultDependencies", false));
    all.add(Property.flag("MemoryAccounting", true));
    all.add(Property.flag("CPUAccounting", true));
    all.add(Property.flag(unified ? "IOAccounting" : "BlockIOAccounting", true));
    all.add(Property.flag("TasksAccounting", true));
    all.addAll(ScopeProperties.of(resources, unified, version));
    all.addAll(ScopeDevices.of(DefaultDevices.with(resources.devices())));
    return all;
  }

  /** The group's directories, by controller; as {@link Cgroups#directoriesByController}. */
  public Map<String, Path> directories() {
    return cgroups.directoriesByController(path);
  }

  /** systemd first: it could write its own idea of the limits over ours later. */
  @Override
  public void update(Resources resources) {
    cgroups.check(path, resources);
    try (var connection = Systemd.connect(systemd)) {
      boolean unified = cgroups.layout().isUnified("memory");
      var all = new ArrayList<>(ScopeProperties.of(resources, unified, connection.version()));
      if (!resources.devices().isEmpty()) {
        all.addAll(ScopeDevices.of(DefaultDevices.with(resources.devices())));
      }
      if (!all.isEmpty()) {
        connection.setProperties(name.unit(), all);
      }
    }
    cgroups.update(path, resources);
  }

  /** Killed first, for systemd would wait a minute and a half for who does not hear SIGTERM. */
  @Override
  public void remove() {
    cgroups.kill(path);
    try (var connection = Systemd.connect(systemd)) {
      connection.stop(name.unit());
      connection.resetFailed(name.unit());
    }
    cgroups.remove(path);
  }
}
