package dev.jug.network;

import dev.jug.network.NetworkRequest.Wish;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import dev.jug.network.address.SubnetChooser;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into networks: checks what was asked for, and chooses what was not.
 *
 * @param chooser finds subnets
 * @param hostSubnets what the host's own routes lead to
 */
record NetworkMaker(
    SubnetChooser chooser,
    Supplier<List<Subnet>> hostSubnets,
    InstantSource clock,
    RandomGenerator random) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  /** The longest name that Docker takes. */
  private static final int LONGEST_NAME = 128;

  /**
   * Makes a network's record.
   *
   * @param others the subnets of all other networks
   */
  NetworkRecord make(NetworkRequest request, boolean addressed, Collection<Subnet> others) {
    checkName(request.name());
    var addresses = new ArrayList<IpamConfig>();
    if (addressed) {
      if (request.ipv4()) {
        addresses.add(config(request, true, others));
      }
      if (request.ipv6()) {
        addresses.add(config(request, false, others));
      }
      refuseSurplus(request);
    }
    return new NetworkRecord(
        Network.id(random),
        request.name(),
        request.driver(),
        clock.instant(),
        request.ipv4(),
        request.ipv6(),
        request.internal(),
        request.attachable(),
        addresses,
        request.options(),
        request.labels());
  }

  private static void checkName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid network name: \"" + name + "\"",
          "Names have letters, digits, '_', '.' and '-', and begin with a letter or digit.");
    }
  }

  private static void refuseSurplus(NetworkRequest request) {
    long ipv4 = wishes(request, true).size();
    long ipv6 = wishes(request, false).size();
    if (ipv4 > 1 || ipv6 > 1) {
      throw new NetworkException(
          Kind.INVALID,
          "bridge driver doesn't support multiple subnets",
          "Give at most one subnet for IPv4 and one for IPv6.");
    }
    if (ipv6 > 0 && !request.ipv6()) {
      throw new NetworkException(
          Kind.INVALID, "an IPv6 subnet was given, but IPv6 is not enabled", "Add --ipv6.");
    }
  }

  private static List<Wish> wishes(NetworkRequest request, boolean ipv4) {
    return request.subnets().stream()
        .filter(wish -> wish.subnet() == null ? ipv4 : wish.subnet().isIpv4() == ipv4)
        .toList();
  }

  private IpamConfig config(NetworkRequest request, boolean ipv4, Collection<Subnet> others) {
    var wish =
        wishes(request, ipv4).stream().findFirst().orElse(new Wish(null, null, null, Map.of()));
    var subnet =
        wish.subnet() == null
            ? choose(ipv4, others)
            : wanted(wish.subnet(), others, request.driver());
    var range = wish.range();
    if (range != null && !subnet.contains(range)) {
      throw invalid("--ip-range " + range, subnet);
    }
    for (var reserved : wish.reserved().entrySet()) {
      if (!subnet.contains(reserved.getValue())) {
        throw invalid("--aux-address " + reserved.getKey(), subnet);
      }
    }
    return new IpamConfig(subnet, range, gateway(wish, subnet), wish.reserved());
  }

  private Subnet choose(boolean ipv4, Collection<Subnet> others) {
    var avoided = new ArrayList<>(others);
    avoided.addAll(hostSubnets.get());
    return chooser.choose(ipv4, avoided);
  }

  /** What somebody asks for may be a route of the host's, if it is not a network of ours. */
  private Subnet wanted(Subnet subnet, Collection<Subnet> others, String driver) {
    for (var other : others) {
      if (other.overlaps(subnet)) {
        throw new NetworkException(
            Kind.FORBIDDEN,
            "invalid pool request: Pool overlaps with other one on this address space",
            subnet + " and " + other + " overlap; jug network ls and inspect show who has which.");
      }
    }
    // Whoever is on the network of a device of the host is where the host's route leads to.
    boolean beside = driver.equals(ParentDriver.MACVLAN) || driver.equals(ParentDriver.IPVLAN);
    for (var other : beside ? List.<Subnet>of() : hostSubnets.get()) {
      if (other.overlaps(subnet)) {
        throw new NetworkException(
            Kind.FORBIDDEN,
            "cannot use subnet "
                + subnet
                + ": it overlaps with "
                + other
                + ", which this host has"
                + " a route to",
            "Containers could not reach it any more (ip route shows it); choose another subnet.");
      }
    }
    return subnet;
  }

  private static @Nullable InetAddress gateway(Wish wish, Subnet subnet) {
    var gateway = wish.gateway();
    if (gateway == null) {
      return first(wish.range() == null ? subnet : wish.range(), subnet);
    }
    if (!subnet.contains(gateway)) {
      throw invalid("--gateway " + Addresses.text(gateway), subnet);
    }
    return gateway;
  }

  private static InetAddress first(Subnet range, Subnet subnet) {
    return range.base().equals(subnet.base()) ? range.address(BigInteger.ONE) : range.base();
  }

  private static NetworkException invalid(String what, Subnet subnet) {
    return new NetworkException(
        Kind.INVALID, "invalid " + what + ": it is not in the subnet " + subnet, "");
  }
}
