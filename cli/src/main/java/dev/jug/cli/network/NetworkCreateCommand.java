package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.NetworkRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a network. */
@Command(name = "jug network create", description = "Make a network.")
public final class NetworkCreateCommand extends JugCommand {
  @Option(
      names = {"-d", "--driver"},
      description = "What kind it is; default is bridge.")
  String driver = "bridge";

  @Mixin AddressFlags addresses = new AddressFlags();

  @Option(names = "--ipam-driver", description = "Who gives addresses out: default.")
  String addressDriver = "default";

  @Option(
      names = "--ipv4",
      arity = "0..1",
      fallbackValue = "true",
      description = "Whether containers get an IPv4 address; default is true.")
  boolean ipv4 = true;

  @Option(
      names = "--ipv6",
      arity = "0..1",
      fallbackValue = "true",
      description = "Whether containers get an IPv6 address.")
  boolean ipv6;

  @Option(names = "--internal", description = "Nothing beyond it can be reached.")
  boolean internal;

  @Option(names = "--attachable", description = "As without: all are.")
  boolean attachable;

  @Option(
      names = {"-o", "--opt"},
      description = "NAME=VALUE of the driver, in Docker's names.")
  List<String> options = new ArrayList<>();

  @Option(names = "--label", description = "NAME[=VALUE].")
  List<String> labels = new ArrayList<>();

  @Parameters(paramLabel = "NAME", description = "Letters, digits, '_', '.', '-'.")
  String name = "";

  @Override
  public int run() {
    if (!"default".equals(addressDriver)) {
      throw new NotFound(
          "could not find plugin " + addressDriver + " in v1 plugin registry: plugin not found",
          "Addresses are given out by the driver default only.");
    }
    front().printLine(engine().networks().create(request()).id());
    return 0;
  }

  private NetworkRequest request() {
    return NetworkFailure.translated(() ->
        new NetworkRequest(
            name,
            driver,
            ipv4,
            ipv6,
            internal,
            attachable,
            addresses.wishes(),
            pairs(options),
            pairs(labels)));
  }

  private static Map<String, String> pairs(List<String> texts) {
    var pairs = new LinkedHashMap<String, String>();
    for (var text : texts) {
      var pair = text.split("=", 2);
      pairs.put(pair[0], pair.length < 2 ? "" : pair[1]);
    }
    return pairs;
  }
}
