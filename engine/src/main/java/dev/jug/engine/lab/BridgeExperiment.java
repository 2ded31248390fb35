package dev.jug.engine.lab;

import dev.jug.linux.net.DeviceStatus;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A switch, two cables and two ends by hand, and what passes between them. */
final class BridgeExperiment implements Experiment {
  @Override
  public String name() {
    return "bridge";
  }

  @Override
  public String what() {
    return "a network by hand: namespaces, veth pairs, a bridge, addresses, who finds whom, a rule";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var before = ownDevices();
    try (var hub = Station.make("hub");
        var left = Station.make("left");
        var right = Station.make("right");
        var talk = new Talk(left, right)) {
      new Course(new Cabling(hub, left, right), talk, seen).follow();
    }
    var more = ownDevices();
    more.removeAll(before);
    seen.accept(
        new LabStep(
            "what is left",
            "ip netns del hub; ip netns del left; ip netns del right",
            "close(2): a namespace goes with the last descriptor of it, and all in it goes too",
            "devices of the machine that were not there before: " + more.size()));
  }

  private static Set<String> ownDevices() {
    try (var socket = RouteSocket.open()) {
      return NetworkDevice.all(socket).stream().map(DeviceStatus::name).collect(Collectors.toSet());
    }
  }

  /** One run of it. */
  private record Course(Cabling cabling, Talk talk, Consumer<LabStep> seen) {
    void follow() throws IOException {
      seen.accept(stacks());
      cabling.bridge();
      seen.accept(
          new LabStep(
              "a bridge",
              "ip -n hub link add br0 type bridge; ip -n hub link set br0 up",
              "sendto(2) to NETLINK_ROUTE: RTM_NEWLINK with kind bridge, IFF_UP",
              cabling.devices(cabling.hub())));
      cabling.plug(cabling.left());
      cabling.plug(cabling.right());
      seen.accept(cables());
      cabling.address(cabling.left(), Cabling.LEFT);
      cabling.address(cabling.right(), Cabling.RIGHT);
      seen.accept(addresses());
      seen.accept(spoken());
      rule();
    }

    private LabStep stacks() throws IOException {
      var effects = new ArrayList<String>();
      for (var station : new Station[] {cabling.hub(), cabling.left(), cabling.right()}) {
        effects.add(cabling.devices(station) + ", in " + station.identity());
      }
      effects.add("hub is in the place of the machine itself, which is left as it is");
      effects.add("left asks " + Cabling.RIGHT.getHostAddress() + ": " + talk.ask(Cabling.RIGHT));
      return new LabStep(
          "three network namespaces",
          "ip netns add hub; ip netns add left; ip netns add right",
          "unshare(CLONE_NEWNET) by a thread, openat(2) of /proc/thread-self/ns/net",
          effects);
    }

    private LabStep cables() {
      return new LabStep(
          "two cables",
          "ip -n hub link add left type veth peer name eth0 netns left;"
              + " ip -n hub link set left master br0 up; the same for right",
          "sendto(2): RTM_NEWLINK with kind veth and IFLA_NET_NS_FD for its other end; IFLA_MASTER",
          cabling.devices(cabling.hub()),
          cabling.devices(cabling.left()),
          cabling.address(cabling.left()),
          cabling.address(cabling.right()));
    }

    private LabStep addresses() {
      var effects = new ArrayList<>(cabling.routes(cabling.left()));
      effects.addAll(cabling.routes(cabling.right()));
      effects.add("a route comes with the address: who is in that network is at the cable");
      return new LabStep(
          "addresses",
          "ip -n left addr add 10.0.0.2/24 dev eth0; ip -n left link set eth0 up;"
              + " the same for right, 10.0.0.3",
          "sendto(2): RTM_NEWADDR; RTM_NEWLINK with IFF_UP",
          effects);
    }

    private LabStep spoken() {
      var effects = new ArrayList<String>();
      effects.add(talk.ask(Cabling.RIGHT));
      effects.addAll(cabling.neighbours(cabling.left()));
      effects.addAll(cabling.neighbours(cabling.right()));
      effects.add("they asked all who has the address (ARP), and the bridge learned who asked:");
      effects.addAll(cabling.learned());
      return new LabStep(
          "a datagram, and its answer",
          "ip netns exec left nc -u 10.0.0.3 " + Talk.PORT,
          "sendto(2), recvfrom(2); RTM_GETNEIGH of AF_INET, and of AF_BRIDGE",
          effects);
    }

    private void rule() {
      try (var barrier = new Barrier(cabling.right())) {
        barrier.raise();
        var heard = talk.ask(Cabling.RIGHT);
        seen.accept(
            new LabStep(
                "a rule that drops",
                "ip netns exec right nft 'add table inet lab; add chain inet lab input { type filter"
                    + " hook input priority 0; }; add rule inet lab input iifname eth0 meta l4proto"
                    + " udp counter drop'",
                "sendto(2) to NETLINK_NETFILTER: NFT_MSG_NEWTABLE, NEWCHAIN, NEWRULE in one batch",
                heard,
                "nft list table inet lab: counter packets " + barrier.dropped()));
        barrier.fell();
        seen.accept(
            new LabStep(
                "without it",
                "ip netns exec right nft delete table inet lab",
                "sendto(2): NFT_MSG_DELTABLE",
                talk.ask(Cabling.RIGHT)));
      }
    }
  }
}
