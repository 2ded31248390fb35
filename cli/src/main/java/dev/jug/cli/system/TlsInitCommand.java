package dev.jug.cli.system;

import dev.jug.cli.context.Alone;
import dev.jug.cli.context.JugCommand;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the keys with which an engine and its clients know each other. */
@Command(
    name = "jug engine tls init",
    description = "Make keys and certificates for an engine that others reach, and a client.")
public final class TlsInitCommand extends JugCommand implements Alone {
  static final String PLACE = "/etc/jug/tls";

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  @Option(names = "--dir", description = "Where to; default " + PLACE + ".")
  String place = PLACE;

  @Option(names = "--host", description = "A name or address that clients use; may be repeated.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--days",
      description = "How long they are valid; default " + TlsFiles.MOST_DAYS + ".")
  int days = TlsFiles.MOST_DAYS;

  @Override
  public int run() {
    make(Path.of(front().request().directory())).forEach(front()::printLine);
    return 0;
  }

  @Override
  public Answer alone(Doctor doctor, Path directory) {
    return new Answer(0, String.join("\n", make(directory)) + "\n", "");
  }

  /** Makes them, and says how they are used. */
  private List<String> make(Path from) {
    var directory = from.resolve(place);
    var names = names();
    new TlsFiles(directory).init(names, checked(days));
    var valid = "ca.pem, cert.pem, key.pem, valid for " + String.join(", ", names);
    return List.of(
        "engine  " + directory + ": " + valid,
        "client  " + directory.resolve("client"),
        "",
        "The engine:  " + start(directory),
        "A client:    DOCKER_HOST=tcp://"
            + names.getFirst()
            + ":2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH="
            + directory.resolve("client")
            + " docker ps",
        "More:        jug engine tls client NAME");
  }

  static int checked(int days) {
    if (days < 1 || days > TlsFiles.MOST_DAYS) {
      throw new Invalid("invalid days: " + days, "1 to " + TlsFiles.MOST_DAYS + ".");
    }
    return days;
  }

  /** Those that always work come last: the first one is the engine's name. */
  private List<String> names() {
    var names = new LinkedHashSet<>(hosts);
    hostName().ifPresent(names::add);
    names.addAll(List.of("localhost", "127.0.0.1", "::1"));
    return List.copyOf(names);
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(Files.readString(HOST_NAME).strip());
    } catch (IOException e) {
      return Optional.empty(); // Without /proc the other names do.
    }
  }

  private static String start(Path directory) {
    var start = "jug engine start --tlsverify -H tcp://0.0.0.0:2376";
    return directory.equals(Path.of(PLACE))
        ? start
        : "%s --tlscacert %s/ca.pem --tlscert %s/cert.pem --tlskey %s/key.pem"
            .formatted(start, directory, directory, directory);
  }
}
