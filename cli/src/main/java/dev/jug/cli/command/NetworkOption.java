package dev.jug.cli.command;

import dev.jug.build.option.CommaSeparated;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.network.EndpointRequest;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The option {@code --network}: a name, or {@code name=NAME,alias=…,ip=…}. */
final class NetworkOption {
  private final List<String> aliases = new ArrayList<>();
  private final HashMap<String, String> driverOptions = new HashMap<>();
  private @Nullable String name;
  private @Nullable InetAddress ipv4;
  private @Nullable InetAddress ipv6;
  private @Nullable String mac;
  private int priority;

  private NetworkOption() {}

  static EndpointRequest parse(String text) {
    if (!text.contains("=")) {
      return EndpointRequest.on(text);
    }
    var option = new NetworkOption();
    for (var part : CommaSeparated.fields(text)) {
      option.add(part, text);
    }
    if (option.name == null) {
      throw new Invalid("invalid argument for --network: " + text + ": a name is missing", "");
    }
    return new EndpointRequest(
        option.name,
        option.aliases,
        option.ipv4,
        option.ipv6,
        option.mac,
        List.of(),
        option.driverOptions,
        option.priority);
  }

  private void add(String part, String text) {
    int equals = part.indexOf('=');
    var value = part.substring(equals + 1);
    switch (equals < 0 ? "" : part.substring(0, equals)) {
      case "name" -> name = value;
      case "alias" -> aliases.add(value);
      case "ip" -> ipv4 = Addresses.parse(value, "ip");
      case "ip6" -> ipv6 = Addresses.parse(value, "ip6");
      case "mac-address" -> mac = value;
      case "gw-priority" -> priority = number(value, text);
      case "driver-opt" -> {
        var pair = value.split("=", 2);
        driverOptions.put(pair[0], pair.length < 2 ? "" : pair[1]);
      }
      default ->
          throw new Invalid(
              "invalid argument for --network: " + text + ": unknown part '" + part + "'",
              "There are name, alias, ip, ip6, mac-address, driver-opt, gw-priority.");
    }
  }

  private static int number(String value, String text) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException _) {
      throw new Invalid(
          "invalid argument for --network: " + text + ": gw-priority is a number", "");
    }
  }
}
