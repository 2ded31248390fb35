package dev.jug.network;

import dev.jug.network.cni.CniFolder;
import dev.jug.network.cni.CniRuntime;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.Firewall;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The kinds of networks there are, by the names that {@code network create -d} takes. */
final class Drivers {
  private static final CniFolder CONFIGURATIONS = new CniFolder(Path.of("/etc/cni/net.d"));

  private final Map<String, Driver> all;

  Drivers(NetworksConfig config, Firewall firewall, Forwarding forwarding) {
    var none = new NoDriver();
    var bridge = new BridgeDriver(firewall, forwarding, config.tag());
    all =
        Map.of(
            BridgeDriver.NAME,
            bridge,
            VxlanDriver.NAME,
            new VxlanDriver(bridge),
            CniDriver.NAME,
            new CniDriver(CniRuntime.usual(), CONFIGURATIONS, config.state()),
            ParentDriver.MACVLAN,
            new ParentDriver(ParentDriver.MACVLAN),
            ParentDriver.IPVLAN,
            new ParentDriver(ParentDriver.IPVLAN),
            "host",
            none,
            "null",
            none);
  }

  /**
   * The driver of this name.
   *
   * @throws NetworkException if there is none
   */
  Driver named(String name) {
    var driver = all.get(name);
    if (driver == null) {
      throw new NetworkException(
          Kind.NOT_FOUND,
          "could not find plugin " + name + " in v1 plugin registry: plugin not found",
          "Drivers are " + String.join(", ", names()) + ".");
    }
    return driver;
  }

  List<String> names() {
    return all.keySet().stream().sorted().toList();
  }

  /** Takes away what networks left that are not known any more. */
  void clean(Collection<NetworkRecord> known) {
    all.values().stream().distinct().forEach(driver -> driver.clean(known));
  }
}
