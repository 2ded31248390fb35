package dev.jug.engine.doctor;

import dev.jug.linux.net.LinkKind;
import java.util.ArrayList;
import java.util.List;

/** Devices and settings that networks of containers are made of. */
final class NetworkCheck implements Check {
  private static final String BRIDGED = "net.bridge.bridge-nf-call-iptables";

  @Override
  public String area() {
    return "network";
  }

  @Override
  public List<Row> look(Machine machine) {
    var rows = new ArrayList<Row>();
    var remedy = "modprobe %s; in a sandbox: --network none or host";
    for (var kind : List.of(new LinkKind.Bridge(), new LinkKind.Veth("jug-other"))) {
      var name = kind.kernelName();
      rows.add(
          machine
              .kernel()
              .lackOf(kind)
              .map(lack ->
                  Row.wrong(
                      name,
                      lack,
                      "containers start with --network none or host only",
                      remedy.formatted(name)))
              .orElse(Row.ok(name, "can be made")));
    }
    rows.add(forwarding(machine));
    rows.add(bridged(machine));
    rows.add(ipv6(machine));
    return rows;
  }

  private static Row forwarding(Machine machine) {
    return machine.setting("net.ipv4.ip_forward").orElse(0) == 1
        ? Row.ok("net.ipv4.ip_forward", "1")
        : Row.ok("net.ipv4.ip_forward", "0: turned on while there is a bridge, then back");
  }

  private static Row bridged(Machine machine) {
    return machine.setting(BRIDGED).orElse(0) == 1
        ? Row.note(
            BRIDGED,
            "1",
            "iptables sees what neighbours on one bridge say to each other, and may drop it",
            "sysctl -w " + BRIDGED + "=0, unless another engine or Kubernetes needs it")
        : Row.ok(BRIDGED, machine.has("proc/sys/net/bridge") ? "0" : "not loaded");
  }

  private static Row ipv6(Machine machine) {
    return machine.has("proc/sys/net/ipv6")
        ? Row.ok("IPv6", "for networks that ask for it (--ipv6)")
        : Row.note(
            "IPv6",
            "the kernel has none",
            "network create --ipv6 fails",
            "boot without ipv6.disable=1");
  }
}
