package dev.jug.engine.doctor;

import dev.jug.engine.doctor.KernelAnswers.PacketFilter;
import dev.jug.linux.netfilter.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who has rules for packets here, and whether those of containers pass. */
final class FirewallCheck implements Check {
  /** The chain that dockerd leaves to others, in which ours says that our bridges pass. */
  private static final String LEFT_TO_OTHERS = "DOCKER-USER";

  @Override
  public String area() {
    return "firewall";
  }

  @Override
  public List<Row> look(Machine machine) {
    var filter = machine.kernel().packetFilter();
    var rows = new ArrayList<Row>();
    rows.add(backEnd(machine, filter.isPresent()));
    filter.ifPresent(rules -> rows.addAll(others(rules)));
    return rows;
  }

  private static Row backEnd(Machine machine, boolean hasTables) {
    boolean wantsPrograms = machine.place().firewall().equals("iptables");
    if (hasTables && !wantsPrograms) {
      return Row.ok("nf_tables", "has the engine's rules");
    }
    var program =
        machine.program("iptables-restore").or(() -> machine.program("iptables-legacy-restore"));
    var why = wantsPrograms ? "the setting firewall-backend says so" : "there is no nf_tables";
    return program
        .map(path -> Row.ok("iptables", path + " makes the engine's rules: " + why))
        .orElse(
            Row.wrong(
                "rules",
                "neither nf_tables nor iptables can be used",
                "nothing can be published, and bridges lead nowhere",
                "modprobe nf_tables; apt-get install iptables; or be root"));
  }

  private static List<Row> others(PacketFilter rules) {
    var rows = new ArrayList<Row>();
    boolean hasDocker = rules.has(LEFT_TO_OTHERS);
    var dropping =
        rules.dropping().stream()
            .filter(chain -> !isOurs(chain) && !(hasDocker && isFilterOfIptables(chain)))
            .toList();
    rows.add(
        dropping.isEmpty()
            ? Row.ok("forwarding", "nobody else drops what passes through")
            : Row.note(
                "forwarding",
                names(dropping) + ": what no rule there accepts is dropped",
                "containers may not be reached, or reach nothing: ours comes beside it, not before",
                "accept what goes to and from the engine's bridges there (jug network ls --tree)"));
    if (hasDocker) {
      rows.add(Row.ok("Docker", "its rules are there; " + LEFT_TO_OTHERS + " accepts our bridges"));
    }
    if (rules.chains().stream().anyMatch(FirewallCheck::isOfPodman)) {
      rows.add(Row.ok("Podman", "its rules are there; they concern its own networks"));
    }
    return rows;
  }

  private static boolean isOurs(Chain chain) {
    return chain.table().name().equals("jug") || chain.table().name().startsWith("jug-");
  }

  private static boolean isFilterOfIptables(Chain chain) {
    return chain.table().name().equals("filter") && chain.name().equals("FORWARD");
  }

  private static boolean isOfPodman(Chain chain) {
    return chain.table().name().equals("netavark") || chain.name().startsWith("NETAVARK");
  }

  private static String names(List<Chain> chains) {
    return chains.stream().map(Chain::toString).distinct().collect(Collectors.joining(", "));
  }
}
