package dev.jug.engine.settings;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.linux.net.Prefix;
import dev.jug.network.firewall.BackEnd;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Networks of containers.
 *
 * @param bridge the default bridge's own address and network ({@code bip})
 * @param pools where networks take their addresses from ({@code default-address-pools})
 * @param dns servers for containers ({@code dns}); the host's if none
 * @param dnsOptions options for their resolv.conf ({@code dns-opts})
 * @param dnsSearch domains to try names in ({@code dns-search})
 * @param mtu largest packet, bytes ({@code mtu}); 0 for that of the route
 * @param betweenContainers whether containers on the default bridge reach one another ({@code icc})
 * @param publishAt where ports are published if nothing else is said ({@code ip})
 * @param ipv6 whether the default bridge has it ({@code ipv6})
 * @param range of the default bridge's containers, within its network ({@code fixed-cidr})
 * @param range6 the same for IPv6 ({@code fixed-cidr-v6})
 * @param backEnd which part of the kernel has the rules for packets ({@code firewall-backend});
 *     empty for what it can do
 * @param podFolder where configurations of plugins lie that make pods' networks ({@code
 *     cni-conf-dir})
 */
public record NetworkSettings(
    Optional<Prefix> bridge,
    List<Pool> pools,
    List<InetAddress> dns,
    List<String> dnsOptions,
    List<String> dnsSearch,
    int mtu,
    boolean betweenContainers,
    InetAddress publishAt,
    boolean ipv6,
    Optional<Prefix> range,
    Optional<Prefix> range6,
    Optional<BackEnd> backEnd,
    Path podFolder) {
  private static final Path POD_FOLDER = Path.of("/etc/cni/net.d");
  private static final int LEAST_MTU = 68;
  private static final int MOST_MTU = 65_535;
  private static final String NETWORK = "a network, such as 10.5.0.0/16";

  /**
   * Addresses that networks are cut from.
   *
   * @param base all of them
   * @param size prefix of each network
   */
  public record Pool(Prefix base, int size) {}

  static NetworkSettings read(Section section) {
    var bridge =
        section.parsed("bip", "an address with its network, such as 10.5.0.1/16", Prefix::parse);
    var settings =
        new NetworkSettings(
            bridge,
            section.list("default-address-pools").stream().map(NetworkSettings::pool).toList(),
            section.allParsed("dns", "IP addresses", InetAddress::ofLiteral),
            section.texts("dns-opts"),
            section.texts("dns-search"),
            section.has("mtu") ? section.number("mtu", 0, LEAST_MTU, MOST_MTU) : 0,
            section.flag("icc", true),
            section
                .parsed("ip", "an IP address", InetAddress::ofLiteral)
                .orElseGet(() -> InetAddress.ofLiteral("0.0.0.0")),
            section.flag("ipv6", false),
            section.parsed("fixed-cidr", NETWORK, Prefix::parse),
            section.parsed("fixed-cidr-v6", "a network, such as fd00:5::/64", Prefix::parse),
            section.parsed("firewall-backend", "nftables or iptables", BackEnd::parse),
            section
                .parsed("cni-conf-dir", "an absolute path", PlaceSettings::absolute)
                .orElse(POD_FOLDER));
    settings.check(section);
    return settings;
  }

  /** Says of a container's names and ports what its maker left out. */
  ContainerRequest complete(ContainerRequest request) {
    if (!(request.namespaces().network() instanceof OnNetwork)) {
      return request;
    }
    var asked = request.network().withNames(dns, dnsSearch, dnsOptions);
    var complete = publishAt.isAnyLocalAddress() ? asked : asked.publishingAt(publishAt);
    return request.toBuilder(request.image()).network(complete).build();
  }

  private static Pool pool(Section section) {
    var base =
        section
            .parsed("base", NETWORK, Prefix::parse)
            .orElseThrow(() -> section.wrong("base", "it is missing"));
    int most = base.address().getAddress().length * Byte.SIZE;
    var pool = new Pool(base, section.number("size", 0, base.length(), most));
    if (!section.has("size")) {
      throw section.wrong("size", "it is missing");
    }
    section.refuseOthers(Set.of());
    return pool;
  }

  private void check(Section section) {
    if (range.isPresent()
        && bridge.isPresent()
        && !(bridge.get().contains(range.get().address())
            && range.get().length() >= bridge.get().length())) {
      throw section.wrong(
          "fixed-cidr", range.get() + " does not lie in the network of bip, " + bridge.get());
    }
  }
}
