package dev.jug.cli.system;

import dev.jug.cli.context.Alone;
import dev.jug.cli.context.JugCommand;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.tls.TlsFiles;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the key of one more client. */
@Command(
    name = "jug engine tls client",
    description = "Make a key and a certificate for one more client.")
public final class TlsClientCommand extends JugCommand implements Alone {
  @Option(
      names = "--dir",
      description = "Where the authority is; default " + TlsInitCommand.PLACE + ".")
  String place = TlsInitCommand.PLACE;

  @Option(
      names = "--days",
      description = "How long it is valid; default " + TlsFiles.MOST_DAYS + ".")
  int days = TlsFiles.MOST_DAYS;

  @Parameters(paramLabel = "NAME", description = "What the audit log calls it.")
  String name = "";

  @Override
  public int run() {
    front().printLine(make(Path.of(front().request().directory())));
    return 0;
  }

  @Override
  public Answer alone(Doctor doctor, Path directory) {
    return new Answer(0, make(directory) + "\n", "");
  }

  private String make(Path directory) {
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}")) {
      throw new Invalid("invalid name of a client: " + name, "Letters, digits, '_', '.' and '-'.");
    }
    var files = new TlsFiles(directory.resolve(place));
    return files.client(name, TlsInitCommand.checked(days)).toString();
  }
}
