package dev.jug.cli.network;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.network.NetworkRequest.Wish;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which addresses a network has. Ranges, gateways and reserved addresses find their subnet. */
final class AddressFlags {
  @Option(names = "--subnet", description = "Its addresses: 172.20.0.0/16; one of each family.")
  List<String> subnets = new ArrayList<>();

  @Option(names = "--ip-range", description = "The part of the subnet that containers get.")
  List<String> ranges = new ArrayList<>();

  @Option(names = "--gateway", description = "Its own address.")
  List<String> gateways = new ArrayList<>();

  @Option(names = "--aux-address", description = "NAME=ADDRESS that no container gets.")
  List<String> reserved = new ArrayList<>();

  /**
   * What was asked for, a wish for each subnet.
   *
   * @throws dev.jug.network.NetworkException if something is no address
   * @throws Invalid if something is in no subnet
   */
  List<Wish> wishes() {
    var wishes = new ArrayList<Wish>();
    subnets.forEach(text -> wishes.add(new Wish(Subnet.parse(text), null, null, Map.of())));
    ranges.forEach(text -> addRange(wishes, Subnet.parse(text)));
    gateways.forEach(text -> addGateway(wishes, Addresses.parse(text, "--gateway")));
    reserved.forEach(text -> addReserved(wishes, text));
    return wishes;
  }

  private static void addRange(List<Wish> wishes, Subnet range) {
    int at = find(wishes, range.base(), "range " + range);
    var wish = wishes.get(at);
    if (wish.range() != null) {
      throw new Invalid("cannot configure multiple ranges on the same subnet", "");
    }
    wishes.set(at, new Wish(wish.subnet(), range, wish.gateway(), wish.reserved()));
  }

  private static void addGateway(List<Wish> wishes, InetAddress gateway) {
    int at = find(wishes, gateway, "gateway " + Addresses.text(gateway));
    var wish = wishes.get(at);
    if (wish.gateway() != null) {
      throw new Invalid("cannot configure multiple gateways for the same subnet", "");
    }
    wishes.set(at, new Wish(wish.subnet(), wish.range(), gateway, wish.reserved()));
  }

  private static void addReserved(List<Wish> wishes, String text) {
    int equals = text.indexOf('=');
    var address = Addresses.parse(text.substring(equals + 1), "--aux-address");
    int at = find(wishes, address, "aux-address " + Addresses.text(address));
    var wish = wishes.get(at);
    var all = new HashMap<>(wish.reserved());
    all.put(equals < 0 ? "" : text.substring(0, equals), address);
    wishes.set(at, new Wish(wish.subnet(), wish.range(), wish.gateway(), all));
  }

  private static int find(List<Wish> wishes, InetAddress address, String what) {
    for (int i = 0; i < wishes.size(); i++) {
      var subnet = wishes.get(i).subnet();
      if (subnet != null && subnet.contains(address)) {
        return i;
      }
    }
    throw new Invalid("no matching subnet for " + what, "Name the subnet with --subnet.");
  }
}
