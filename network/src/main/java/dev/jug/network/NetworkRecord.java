package dev.jug.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.network.policy.Policy;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one network; the content of its file.
 *
 * @param id 64 hexadecimal digits
 * @param name its name
 * @param driver such as {@code bridge}
 * @param created when it was made
 * @param ipv4 whether endpoints get an IPv4 address
 * @param ipv6 whether endpoints get an IPv6 address
 * @param internal whether nothing but its own endpoints can be reached from it
 * @param attachable only kept
 * @param addresses a subnet for each family it has
 * @param options of the driver, in Docker's names
 * @param labels free-form metadata
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkRecord(
    String id,
    String name,
    String driver,
    Instant created,
    boolean ipv4,
    boolean ipv6,
    boolean internal,
    boolean attachable,
    List<IpamConfig> addresses,
    Map<String, String> options,
    Map<String, String> labels) {
  /** The names of the networks that are always there. */
  public static final List<String> PREDEFINED = List.of("bridge", "host", "none");

  private static final int SHORT = 12;

  public NetworkRecord {
    addresses = List.copyOf(Objects.requireNonNullElse(addresses, List.of()));
    options = Map.copyOf(Objects.requireNonNullElse(options, Map.of()));
    labels = Map.copyOf(Objects.requireNonNullElse(labels, Map.of()));
  }

  /** The first twelve digits of the id, which people read. */
  public String shortId() {
    return id.substring(0, SHORT);
  }

  /** Whether it is always there. */
  public boolean isPredefined() {
    return PREDEFINED.contains(name);
  }

  /** Whether names of endpoints are resolved on it: not on the one that everybody is on. */
  public boolean hasNames() {
    return !isPredefined();
  }

  /** Whether nobody on it reaches anybody but where a policy says so. */
  public boolean denies() {
    return Policy.DENY.equals(options.get(Policy.OPTION));
  }

  /** What was said about a detail of the driver, or what holds if nothing was. */
  public boolean option(String name, boolean otherwise) {
    var said = options.get(name);
    return said == null ? otherwise : Boolean.parseBoolean(said);
  }

  /** The same, where a detail of the driver is this unless something else was said. */
  NetworkRecord withDefault(String option, String value) {
    var all = new HashMap<>(options);
    all.putIfAbsent(option, value);
    return new NetworkRecord(
        id, name, driver, created, ipv4, ipv6, internal, attachable, addresses, all, labels);
  }

  /** The address through which others are reached; null if there is none of this family. */
  @Nullable InetAddress gateway(boolean ipv4Wanted) {
    return addresses.stream()
        .filter(config -> config.subnet().isIpv4() == ipv4Wanted && config.gateway() != null)
        .map(IpamConfig::gateway)
        .findFirst()
        .orElse(null);
  }
}
