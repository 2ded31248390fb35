package dev.jug.network.firewall;

import dev.jug.linux.net.Prefix;
import dev.jug.linux.netfilter.Data;
import dev.jug.linux.netfilter.Element;
import dev.jug.linux.netfilter.NamedSet;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the sets of a {@link RuleTable} for bridges and ports.
 *
 * @param table whose sets
 */
record RuleElements(RuleTable table) {
  /** An element and where it belongs. */
  record Place(NamedSet set, Element element) {}

  Place apart(String device) {
    return new Place(table.apart, Element.of(Data.interfaceName(device)));
  }

  static Place closed(RuleTable table, InetAddress address) {
    var addressing = table.addressing(Addresses.isIpv4(address));
    return new Place(addressing.closed(), Element.of(Data.address(address)));
  }

  List<Place> of(BridgeRules bridge) {
    var name = Data.interfaceName(bridge.device());
    var places = new ArrayList<Place>();
    places.add(new Place(table.bridges, Element.of(name)));
    if (bridge.outside()) {
      places.add(new Place(table.outside, Element.of(name)));
    }
    if (bridge.among()) {
      places.add(new Place(table.among, Element.of(name, name)));
    }
    for (var subnet : bridge.subnets()) {
      var addressing = table.addressing(subnet.isIpv4());
      var element = Element.of(new Prefix(subnet.base(), subnet.prefix()));
      places.add(new Place(addressing.subnets(), element));
      if (bridge.masquerade()) {
        places.add(new Place(addressing.masquerade(), element));
      }
    }
    return places;
  }

  Place of(Publication publication) {
    var port = publication.port();
    var addressing = table.addressing(Addresses.isIpv4(port.address()));
    var protocol = Data.of((byte) port.container().protocol().number());
    var number = Data.port(port.port());
    boolean any = port.address().isAnyLocalAddress();
    var key =
        any
            ? Element.of(protocol, number)
            : Element.of(Data.address(port.address()), protocol, number);
    return new Place(
        any ? addressing.ports() : addressing.places(),
        key.to(Data.address(publication.target()), Data.port(port.container().number())));
  }
}
