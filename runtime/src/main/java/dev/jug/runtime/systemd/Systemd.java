package dev.jug.runtime.systemd;

import dev.jug.linux.SysException;
import dev.jug.runtime.dbus.Connection;
import dev.jug.runtime.dbus.DbusException;
import dev.jug.runtime.dbus.Message;
import dev.jug.runtime.dbus.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * systemd's manager of units (org.freedesktop.systemd1(5), "The Manager Object"). For one thread
 * and a few calls in a row; all of them together have thirty seconds.
 */
public final class Systemd implements AutoCloseable {
  private static final String NAME = "org.freedesktop.systemd1";
  private static final String OBJECT = "/org/freedesktop/systemd1";
  private static final String MANAGER = "org.freedesktop.systemd1.Manager";
  private static final String NO_SUCH_UNIT = "org.freedesktop.systemd1.NoSuchUnit";
  private static final String UNIT_EXISTS = "org.freedesktop.systemd1.UnitExists";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connection connection;

  private Systemd(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @throws SystemdException if systemd cannot be reached
   */
  public static Systemd connect(SystemdSocket socket) {
    try {
      var uid = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
      var path = socket.path().toString();
      var systemd = new Systemd(Connection.open(path, socket.bus(), uid, PATIENCE));
      if (socket.bus()) {
        systemd.subscribe();
      }
      return systemd;
    } catch (SysException | DbusException | IOException e) {
      throw new SystemdException("cannot talk to systemd: " + e.getMessage(), e);
    }
  }

  /** On a bus, signals come to those who ask; systemd sends them only if somebody does. */
  private void subscribe() {
    connection.subscribe("type='signal',interface='" + MANAGER + "',member='JobRemoved'");
    manager("Subscribe", "");
  }

  private List<Object> manager(String method, String signature, Object... arguments) {
    return connection.call(NAME, OBJECT, MANAGER, method, signature, arguments);
  }

  /**
   * Makes a unit that lives until its last process ends; returns when it is there. One of the same
   * name that failed earlier is forgotten first.
   *
   * @throws SystemdException if it cannot be made
   */
  public void startTransient(String unit, List<Property> properties) {
    try {
      start(unit, properties);
    } catch (DbusException e) {
      if (!UNIT_EXISTS.equals(e.name())) {
        throw failed("make", unit, e);
      }
      resetFailed(unit);
      again(unit, properties);
    }
  }

  private void again(String unit, List<Property> properties) {
    try {
      start(unit, properties);
    } catch (DbusException e) {
      throw failed("make", unit, e);
    }
  }

  private void start(String unit, List<Property> properties) {
    var job =
        manager(
            "StartTransientUnit",
            "ssa(sv)a(sa(sv))",
            unit,
            "replace",
            arguments(properties),
            List.of());
    await(unit, job);
  }

  private static List<Object> arguments(List<Property> properties) {
    return new ArrayList<>(properties.stream().map(Property::argument).toList());
  }

  private void await(String unit, List<Object> job) {
    var removed = connection.awaitSignal(message -> isRemoved(message, job.getFirst()));
    var result = (String) removed.body().get(3);
    if (!"done".equals(result)) {
      throw new SystemdException("unit " + unit + ": systemd's job ended with \"" + result + "\"");
    }
  }

  private static boolean isRemoved(Message message, Object job) {
    return "JobRemoved".equals(message.member()) && job.equals(message.body().get(1));
  }

  /**
   * Changes properties until the machine's next start.
   *
   * @throws SystemdException if systemd refuses one; it may have taken others
   */
  public void setProperties(String unit, List<Property> properties) {
    try {
      manager("SetUnitProperties", "sba(sv)", unit, true, arguments(properties));
    } catch (DbusException e) {
      throw failed("change", unit, e);
    }
  }

  /**
   * Stops a unit; returns when it has stopped. One that is not there is fine.
   *
   * @throws SystemdException if it cannot be stopped
   */
  public void stop(String unit) {
    try {
      await(unit, manager("StopUnit", "ss", unit, "replace"));
    } catch (DbusException e) {
      if (!NO_SUCH_UNIT.equals(e.name())) {
        throw failed("stop", unit, e);
      }
    }
  }

  /**
   * Forgets that a unit failed, so that its name can be used again. One that is not there is fine.
   *
   * @throws SystemdException if systemd refuses
   */
  public void resetFailed(String unit) {
    try {
      manager("ResetFailedUnit", "s", unit);
    } catch (DbusException e) {
      if (!NO_SUCH_UNIT.equals(e.name())) {
        throw failed("reset", unit, e);
      }
    }
  }

  /**
   * The cgroup of a scope that runs, from the root of the hierarchies on.
   *
   * @throws SystemdException if there is no such scope
   */
  public String controlGroup(String unit) {
    try {
      var object = (String) manager("GetUnit", "s", unit).getFirst();
      return text(object, "org.freedesktop.systemd1.Scope", "ControlGroup");
    } catch (DbusException e) {
      throw failed("find", unit, e);
    }
  }

  /** systemd's version, such as 252; 0 if it is not a number. */
  public int version() {
    try {
      var digits = text(OBJECT, MANAGER, "Version").replaceAll("^[^0-9]*([0-9]*).*", "$1");
      return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    } catch (DbusException e) {
      throw new SystemdException("cannot ask systemd for its version: " + e.getMessage(), e);
    }
  }

  private String text(String object, String iface, String property) {
    var properties = "org.freedesktop.DBus.Properties";
    var answer = connection.call(NAME, object, properties, "Get", "ss", iface, property);
    return (String) ((Variant) answer.getFirst()).value();
  }

  private static SystemdException failed(String verb, String unit, DbusException e) {
    return new SystemdException(
        "systemd does not %s unit %s: %s".formatted(verb, unit, e.getMessage()), e);
  }

  @Override
  public void close() {
    connection.close();
  }
}
