package dev.jug.engine.syslog;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.syslog.SyslogFormat.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What the options of the log driver {@code syslog} say.
 *
 * @param address where to
 * @param format how messages are written
 * @param tag what the container is called in them
 */
public record SyslogOptions(SyslogAddress address, SyslogFormat format, String tag) {
  /** The driver's name. */
  public static final String DRIVER = "syslog";

  /** Their names. */
  public static final Set<String> NAMES =
      Set.of("syslog-address", "syslog-facility", "syslog-format", "tag");

  private static final Path MACHINE = Path.of("/proc/sys/kernel/hostname");
  private static final int SHORT_ID = 12;

  /**
   * What is said of a driver; empty if it is another one.
   *
   * @throws Invalid if an option makes no sense
   */
  public static Optional<SyslogOptions> of(String driver, Map<String, String> options) {
    return driver.equals(DRIVER) ? Optional.of(parse(options)) : Optional.empty();
  }

  private static SyslogOptions parse(Map<String, String> options) {
    var tag = options.getOrDefault("tag", "{{.ID}}");
    if (filled(tag, Map.of()).contains("{{")) {
      throw new Invalid(
          "invalid tag: " + tag, "There are {{.ID}}, {{.FullID}}, {{.Name}} and {{.ImageName}}.");
    }
    return new SyslogOptions(
        SyslogAddress.parse(options.getOrDefault("syslog-address", "")),
        SyslogFormat.parse(
            options.getOrDefault("syslog-format", ""), options.getOrDefault("syslog-facility", "")),
        tag);
  }

  private static String filled(String tag, Map<String, String> values) {
    var text = tag;
    for (var name : Set.of("ID", "FullID", "Name", "ImageName")) {
      text = text.replace("{{." + name + "}}", values.getOrDefault(name, ""));
    }
    return text;
  }

  /**
   * Sends a log on, from where an earlier engine ended.
   *
   * @param directory has the log
   * @param image what it was made from
   * @param running whether more can come
   */
  public SyslogForward forward(
      Path directory, String id, String name, String image, BooleanSupplier running) {
    var called =
        filled(
            tag,
            Map.of(
                "ID", id.substring(0, SHORT_ID), "FullID", id, "Name", name, "ImageName", image));
    var origin = new Origin(machine(), called, ProcessHandle.current().pid());
    var forward = new SyslogForward(directory, id, this, origin, running);
    forward.start();
    return forward;
  }

  private static String machine() {
    try {
      return Files.readString(MACHINE).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
