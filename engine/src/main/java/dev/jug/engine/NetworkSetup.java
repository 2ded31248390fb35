package dev.jug.engine;

import dev.jug.engine.container.Layout;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.settings.NetworkSettings;
import dev.jug.linux.net.Prefix;
import dev.jug.network.NetworkRequest;
import dev.jug.network.NetworkRequest.Wish;
import dev.jug.network.Networks;
import dev.jug.network.NetworksConfig;
import dev.jug.network.address.Subnet;
import dev.jug.network.address.SubnetChooser;
import dev.jug.network.address.SubnetChooser.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where an engine's networks lie, what they are called in the kernel, and how the first is. */
final class NetworkSetup {
  private static final String OPTION = "com.docker.network.";

  private NetworkSetup() {}

  /** Opens them. */
  static Networks open(EngineConfig config, Layout layout) {
    var settings = config.settings().network();
    var tag = config.tag();
    boolean system = config.state().equals(EngineConfig.SYSTEM.state());
    return Networks.open(
        new NetworksConfig(
            layout.networks(),
            layout.liveNetworks(),
            tag,
            bridge(settings, system),
            chooser(settings),
            settings.backEnd()));
  }

  private static NetworkRequest bridge(NetworkSettings settings, boolean system) {
    return new NetworkRequest(
        NamespaceMode.DEFAULT_NETWORK,
        "bridge",
        true,
        settings.ipv6(),
        false,
        false,
        wishes(settings),
        options(settings, system),
        Map.of());
  }

  private static Map<String, String> options(NetworkSettings settings, boolean system) {
    var options = new HashMap<>(Map.of(OPTION + "bridge.default_bridge", "true"));
    if (system) {
      options.put(OPTION + "bridge.name", "jug0");
    }
    if (settings.mtu() != 0) {
      options.put(OPTION + "driver.mtu", Integer.toString(settings.mtu()));
    }
    if (!settings.betweenContainers()) {
      options.put(OPTION + "bridge.enable_icc", "false");
    }
    return options;
  }

  private static List<Wish> wishes(NetworkSettings settings) {
    var wishes = new ArrayList<Wish>();
    settings
        .bridge()
        .ifPresent(own ->
            wishes.add(
                new Wish(
                    subnet(own),
                    settings.range().map(NetworkSetup::subnet).orElse(null),
                    own.address(),
                    Map.of())));
    settings.range6().ifPresent(six -> wishes.add(new Wish(subnet(six), null, null, Map.of())));
    return wishes;
  }

  private static Subnet subnet(Prefix prefix) {
    return Subnet.of(prefix.address(), prefix.length());
  }

  /** Who names pools for one family has those of the other as they are. */
  private static SubnetChooser chooser(NetworkSettings settings) {
    var own =
        settings.pools().stream().map(pool -> new Pool(subnet(pool.base()), pool.size())).toList();
    var all = new ArrayList<>(own);
    SubnetChooser.DEFAULT.pools().stream()
        .filter(pool -> own.stream().noneMatch(other -> isOfFamily(other, pool)))
        .forEach(all::add);
    return new SubnetChooser(all);
  }

  private static boolean isOfFamily(Pool one, Pool other) {
    return one.from().isIpv4() == other.from().isIpv4();
  }
}
