package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.EndpointRequest;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins a container to a network. */
@Command(
    name = "jug network connect",
    description = "Join a container to a network, at once and for its next starts.")
public final class NetworkConnectCommand extends JugCommand {
  @Option(names = "--alias", description = "One more name on the network.")
  List<String> aliases = new ArrayList<>();

  @Option(names = "--ip", description = "Its IPv4 address.")
  @Nullable String ipv4;

  @Option(names = "--ip6", description = "Its IPv6 address.")
  @Nullable String ipv6;

  @Option(names = "--link", description = "NAME[:ALIAS]: another container, and its name here.")
  List<String> links = new ArrayList<>();

  @Option(names = "--driver-opt", description = "NAME=VALUE of the driver.")
  Map<String, String> driverOptions = new LinkedHashMap<>();

  @Option(
      names = "--gw-priority",
      description = "The network with the highest has the default route.")
  int priority;

  @Parameters(index = "0", paramLabel = "NETWORK", description = "Name or id.")
  String network = "";

  @Parameters(index = "1", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Override
  public int run() {
    engine().container(container).networking().connect(NetworkFailure.translated(this::request));
    return 0;
  }

  private EndpointRequest request() {
    return new EndpointRequest(
        network,
        aliases,
        address(ipv4, "--ip"),
        address(ipv6, "--ip6"),
        null,
        links,
        driverOptions,
        priority);
  }

  private static @Nullable InetAddress address(@Nullable String text, String option) {
    return text == null ? null : Addresses.parse(text, option);
  }
}
