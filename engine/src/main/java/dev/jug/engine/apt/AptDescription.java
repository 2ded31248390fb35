package dev.jug.engine.apt;

import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an image of packages says of itself: the same of the same packages, whenever it is made. */
public final class AptDescription {
  private static final String PREFIX = "org.opencontainers.image.";
  private static final List<String> ENVIRONMENT =
      List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  private final AptRequest request;
  private final String archive;
  private final OsRelease system;
  private final String debian;
  private final long date;

  AptDescription(AptRequest request, String archive, OsRelease system, String debian, long date) {
    this.request = request;
    this.archive = archive;
    this.system = system;
    this.debian = debian;
    this.date = date;
  }

  /** When it was made, which is as old as the suite, as RFC 3339 has it. */
  public String created() {
    return Instant.ofEpochSecond(date).toString();
  }

  /** How its layer came to be. */
  public History history() {
    return new History(created(), null, request.command(), "Packages from " + archive, false);
  }

  /** How it runs. */
  public ContainerConfig config() {
    return ContainerConfig.NONE
        .withEnv(ENVIRONMENT)
        .withCmd(List.of("bash"))
        .withLabels(
            Map.of(
                PREFIX + "title", title(),
                PREFIX + "version", version(),
                PREFIX + "created", created()));
  }

  private String title() {
    var name = system.value("PRETTY_NAME");
    return name.isEmpty() ? request.suite() : name;
  }

  /**
   * Debian counts its point releases in a file of its own; others have the name of a suite there.
   */
  private String version() {
    var number = system.value("VERSION_ID");
    if (debian.startsWith(number + ".") && !number.isEmpty()) {
      return debian;
    }
    return number.isEmpty() ? request.suite() : number;
  }
}
