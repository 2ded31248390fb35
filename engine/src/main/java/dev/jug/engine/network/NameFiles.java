package dev.jug.engine.network;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.network.Endpoint;
import dev.jug.network.Sandbox;
import dev.jug.network.address.Addresses;
import dev.jug.network.dns.HostsFile;
import dev.jug.network.dns.HostsFile.Entry;
import dev.jug.network.dns.ResolvConf;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hosts and resolv.conf of a container.
 *
 * @param options what was said about names
 * @param hostname the container's, with its domain if it has one
 * @param sandbox its networks; empty if it is on none
 */
public record NameFiles(NetworkOptions options, String hostname, Optional<Sandbox> sandbox) {
  private static final Path HOST_RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path BEHIND_STUB = Path.of("/run/systemd/resolve/resolv.conf");
  private static final InetAddress RESOLVER = InetAddress.ofLiteral("127.0.0.11");
  private static final String HOST_GATEWAY = "host-gateway";

  /** Names with fewer dots are tried with the search domains first; here: none. */
  private static final String RESOLVER_OPTION = "ndots:0";

  /** /etc/hosts. */
  public byte[] hosts() {
    return new HostsFile(true, extra(), own()).text().getBytes(StandardCharsets.UTF_8);
  }

  private List<Endpoint> endpoints() {
    return sandbox.map(Sandbox::endpoints).orElse(List.of());
  }

  private List<Entry> own() {
    var names = names();
    var entries = new ArrayList<Entry>();
    for (var endpoint : endpoints()) {
      endpoint.addresses().forEach(address -> entries.add(new Entry(address, names)));
    }
    sandbox.ifPresent(
        live -> links(live).forEach((at, called) -> entries.add(new Entry(at, called))));
    return entries;
  }

  private static Map<InetAddress, List<String>> links(Sandbox live) {
    return NetworkFailure.translated(live::links);
  }

  private List<String> names() {
    int dot = hostname.indexOf('.');
    return dot < 0 ? List.of(hostname) : List.of(hostname, hostname.substring(0, dot));
  }

  private List<Entry> extra() {
    return options.extraHosts().stream().map(this::extra).toList();
  }

  private Entry extra(String text) {
    try {
      return Entry.parse(text.endsWith(HOST_GATEWAY) ? withGateway(text) : text);
    } catch (IllegalArgumentException e) {
      throw new Invalid(String.valueOf(e.getMessage()), "Write NAME:ADDRESS.");
    }
  }

  private String withGateway(String text) {
    var gateway = gateway();
    if (gateway == null) {
      throw new Invalid(
          "unable to derive the IP value for host-gateway",
          "The container is on no network that leads to the host.");
    }
    return text.substring(0, text.length() - HOST_GATEWAY.length()) + Addresses.text(gateway);
  }

  private @Nullable InetAddress gateway() {
    return sandbox
        .flatMap(Sandbox::gatewayEndpoint)
        .map(endpoint -> endpoint.gateway() == null ? endpoint.gateway6() : endpoint.gateway())
        .orElse(null);
  }

  /** /etc/resolv.conf. */
  public byte[] resolvConf() throws IOException {
    var host = ResolvConf.forOthers(HOST_RESOLV_CONF, BEHIND_STUB);
    boolean resolver = sandbox.map(Sandbox::hasResolver).orElse(false);
    var servers =
        resolver ? List.of(RESOLVER) : options.dns().isEmpty() ? host.nameservers() : options.dns();
    return new ResolvConf(servers, search(host), settings(host, resolver))
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A single dot means none, as in Docker. */
  private List<String> search(ResolvConf host) {
    return options.dnsSearch().isEmpty()
        ? host.search()
        : options.dnsSearch().stream().filter(domain -> !domain.equals(".")).toList();
  }

  private List<String> settings(ResolvConf host, boolean resolver) {
    var settings =
        new ArrayList<>(options.dnsOptions().isEmpty() ? host.options() : options.dnsOptions());
    if (resolver && settings.stream().noneMatch(option -> option.startsWith("ndots:"))) {
      settings.add(RESOLVER_OPTION);
    }
    return settings;
  }
}
