package dev.jug.cli.volume;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.request.VolumeRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a volume. */
@Command(name = "jug volume create", description = "Make a volume.")
public final class VolumeCreateCommand extends JugCommand {
  @Option(
      names = {"-d", "--driver"},
      description = "local, which is the only one.")
  String driver = "";

  @Option(names = "--label", description = "NAME[=VALUE].")
  List<String> labels = new ArrayList<>();

  @Option(
      names = {"-o", "--opt"},
      description = "type=, device=, o=: what is mounted there while it is in use, as mount(8).")
  List<String> options = new ArrayList<>();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Without one it gets 64 digits.")
  @Nullable String name;

  @Override
  public int run() {
    var request =
        new VolumeRequest(name == null ? "" : name, driver, pairs(labels), pairs(options));
    front().printLine(engine().volumes().create(request).name());
    return 0;
  }

  private static Map<String, String> pairs(List<String> texts) {
    var pairs = new LinkedHashMap<String, String>();
    for (var text : texts) {
      int equals = text.indexOf('=');
      pairs.put(
          equals < 0 ? text : text.substring(0, equals),
          equals < 0 ? "" : text.substring(equals + 1));
    }
    return pairs;
  }
}
