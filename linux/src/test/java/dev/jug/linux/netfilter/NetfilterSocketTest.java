package dev.jug.linux.netfilter;

import static dev.jug.linux.net.TestNamespace.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.net.Prefix;
import dev.jug.linux.net.Programs;
import dev.jug.linux.net.TestNamespace;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Root
class NetfilterSocketTest {
  private static final Table TABLE = new Table(Family.INET, "jug");
  private static final Chain CHAIN = TABLE.chain("c");
  private static final NamedSet PORTS =
      NamedSet.of(TABLE, "ports", DataType.PROTOCOL, DataType.PORT)
          .mappingTo(DataType.IPV4_ADDRESS, DataType.PORT);
  private static final NamedSet SUBNETS =
      NamedSet.of(TABLE, "subnets", DataType.IPV4_ADDRESS).with(NamedSet.Flag.INTERVAL);

  private TestNamespace host;
  private NetfilterSocket socket;

  @BeforeEach
  void open() {
    host = TestNamespace.make();
    socket = NetfilterSocket.in(host.fd());
  }

  @AfterEach
  void close() {
    socket.close();
    host.close();
  }

  private void commit(Operation... operations) {
    var transaction = new Transaction();
    List.of(operations).forEach(transaction::add);
    socket.commit(transaction);
  }

  private static Element port(int from, String address, int to) {
    return Element.of(Data.protocol(Protocol.TCP), Data.port(from))
        .to(Data.address(ip(address)), Data.port(to));
  }

  @Test
  void changesAreCounted() {
    int before = socket.generation();
    assertThat(socket.generation()).isEqualTo(before);
    commit(new Operation.AddTable(TABLE));
    assertThat(socket.generation()).isNotEqualTo(before);
  }

  @Test
  @Requires("command:iptables-legacy")
  void theKernelsOwnIptablesShowThatTheyAreChanged() {
    try (var tables = host.call(() -> LegacyTables.open(true))) {
      var before = tables.outline("nat");
      assertThat(before).isPresent().isEqualTo(tables.outline("nat"));
      assertThat(tables.outline("nothing")).isEmpty();
      Programs.run(host.fd(), "iptables-legacy", "-t", "nat", "-A", "OUTPUT", "-j", "RETURN");
      assertThat(tables.outline("nat")).isPresent().isNotEqualTo(before);
      Programs.run(host.fd(), "iptables-legacy", "-t", "nat", "-F");
      assertThat(tables.outline("nat")).isEqualTo(before);
    }
  }

  @Test
  void tablesComeAndGo() {
    commit(new Operation.AddTable(TABLE));
    commit(new Operation.AddTable(TABLE));
    assertThat(socket.has(TABLE)).isTrue();
    assertThat(socket.has(new Table(Family.IP, "jug"))).isFalse();

    commit(new Operation.DeleteTable(TABLE));
    assertThat(socket.tables()).isEmpty();
    assertThatThrownBy(() -> commit(new Operation.DeleteTable(TABLE)))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    commit(new Operation.DestroyTable(TABLE));
    commit(new Operation.AddTable(TABLE), new Operation.AddChain(CHAIN));
    commit(new Operation.DestroyTable(TABLE), new Operation.AddTable(TABLE));
    assertThat(socket.has(TABLE)).isTrue();
    assertThat(socket.chains(TABLE)).isEmpty();
  }

  @Test
  void allIsMadeOrNothing() {
    assertThatThrownBy(() ->
            commit(
                new Operation.AddTable(TABLE),
                new Operation.AddChain(CHAIN),
                Operation.AddRule.of(CHAIN, "wrong", Match.inputInterfaceIn("none")),
                new Operation.AddChain(TABLE.chain("d"))))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
        .hasMessageContaining("NFT_MSG_NEWRULE, inet jug c, wrong");

    assertThat(socket.tables()).isEmpty();
    commit(new Operation.AddTable(TABLE));
    assertThat(socket.has(TABLE)).as("the socket is of use after a refusal").isTrue();
  }

  @Test
  void chainsThatDropAreTold() {
    var forward = Hook.of(Hook.Type.FILTER, Hook.Point.FORWARD, Hook.FILTER);
    var input = Hook.of(Hook.Type.FILTER, Hook.Point.INPUT, Hook.FILTER);
    commit(
        new Operation.AddTable(TABLE),
        new Operation.AddChain(CHAIN),
        new Operation.AddBaseChain(TABLE.chain("lets"), forward),
        new Operation.AddBaseChain(TABLE.chain("drops"), forward.with(Hook.Policy.DROP)),
        new Operation.AddBaseChain(TABLE.chain("other"), input.with(Hook.Policy.DROP)));
    assertThat(socket.dropping(TABLE, Hook.Point.FORWARD)).containsExactly(TABLE.chain("drops"));
    assertThat(socket.dropping(TABLE, Hook.Point.INPUT)).containsExactly(TABLE.chain("other"));
  }

  @Test
  void anEmptyTransactionIsNothing() {
    commit();

    assertThat(socket.tables()).isEmpty();
  }

  @Test
  void rulesHaveHandlesInTheirOrder() {
    commit(
        new Operation.AddTable(TABLE),
        new Operation.AddChain(CHAIN),
        Operation.AddRule.of(CHAIN, "second", Action.count()),
        Operation.AddRule.of(CHAIN, "", Match.mark(1), Action.drop()),
        Operation.InsertRule.of(CHAIN, "first", Action.accept()));

    var rules = socket.rules(TABLE);
    assertThat(rules).extracting(Rule::comment).containsExactly("first", "second", "");
    assertThat(rules.get(1).counter()).contains(new Rule.Count(0, 0));
    assertThat(rules.get(2).expressions()).containsExactly("meta", "cmp", "immediate");

    commit(new Operation.DeleteRule(CHAIN, rules.get(1).handle()));
    assertThat(socket.rules(TABLE)).extracting(Rule::comment).containsExactly("first", "");
    commit(new Operation.FlushChain(CHAIN));
    assertThat(socket.rules(TABLE)).isEmpty();
    commit(Operation.AddRule.of(CHAIN, "", Action.accept()), new Operation.FlushTable(TABLE));
    assertThat(socket.rules(TABLE)).isEmpty();
    assertThat(socket.chains(TABLE)).containsExactly(CHAIN);
    commit(new Operation.DeleteChain(CHAIN));
    assertThat(socket.chains(TABLE)).isEmpty();
    assertThat(socket.rules(new Table(Family.IP, "none"))).isEmpty();
  }

  @Test
  void mapsAreChangedByElement() {
    var web = port(8080, "172.17.0.2", 80);
    var dns = port(5353, "172.17.0.3", 53);
    commit(
        new Operation.AddTable(TABLE),
        new Operation.AddSet(PORTS),
        new Operation.AddElements(PORTS, List.of(web, dns)));

    assertThat(socket.elements(PORTS)).containsExactlyInAnyOrder(web, dns);
    commit(new Operation.AddElements(PORTS, web));
    assertThatThrownBy(() -> commit(new Operation.AddElements(PORTS, port(8080, "10.0.0.1", 1))))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isIn(Errno.EEXIST, Errno.EBUSY));
    commit(new Operation.DeleteElements(PORTS, web));
    assertThat(socket.elements(PORTS)).containsExactly(dns);
    assertThatThrownBy(() -> commit(new Operation.DeleteElements(PORTS, web)))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
        .hasMessageContaining("NFT_MSG_DELSETELEM, inet jug ports");
    commit(new Operation.FlushSet(PORTS));
    assertThat(socket.elements(PORTS)).isEmpty();
    commit(new Operation.DeleteSet(PORTS));
    assertThatThrownBy(() -> socket.elements(PORTS)).hasMessageContaining("inet jug ports");
  }

  @Test
  void rangesHaveBothTheirEnds() {
    var first = Element.of(new Prefix(ip("10.0.0.0"), 8));
    var next = Element.of(new Prefix(ip("11.0.0.0"), 8));
    var last = Element.of(new Prefix(ip("255.255.0.0"), 16));
    commit(
        new Operation.AddTable(TABLE),
        new Operation.AddSet(SUBNETS),
        new Operation.AddElements(SUBNETS, List.of(last, next, first)));

    assertThat(socket.elements(SUBNETS)).containsExactly(first, next, last);
    commit(new Operation.DeleteElements(SUBNETS, List.of(next)));
    assertThat(socket.elements(SUBNETS)).containsExactly(first, last);
    commit(new Operation.DeleteElements(SUBNETS, List.of(first, last)));
    assertThat(socket.elements(SUBNETS)).isEmpty();
  }

  /** An attribute has at most 64 KiB: the elements go in several messages. */
  @Test
  void thereMayBeManyElements() {
    var many = new ArrayList<Element>();
    for (int port = 1; port <= 5000; port++) {
      many.add(port(port, "172.17.0.2", port));
    }
    commit(
        new Operation.AddTable(TABLE),
        new Operation.AddSet(PORTS),
        new Operation.AddElements(PORTS, many));

    assertThat(socket.elements(PORTS)).hasSize(5000);
    commit(new Operation.DeleteElements(PORTS, many));
    assertThat(socket.elements(PORTS)).isEmpty();
  }

  @Test
  void verdictsAreReadBack() {
    var verdicts = NamedSet.of(TABLE, "v", DataType.INTERFACE_NAME).mappingTo(DataType.VERDICT);
    var jump = Element.of(Data.interfaceName("br0")).to(new Verdict.Jump("c"));
    var drop = Element.of(Data.interfaceName("br1")).to(Verdict.Plain.DROP);
    commit(
        new Operation.AddTable(TABLE),
        new Operation.AddChain(CHAIN),
        new Operation.AddSet(verdicts),
        new Operation.AddElements(verdicts, List.of(jump, drop)));

    assertThat(socket.elements(verdicts)).containsExactlyInAnyOrder(jump, drop);
    assertThatThrownBy(() -> commit(new Operation.DeleteChain(CHAIN)))
        .as("an element refers to it")
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBUSY));
  }

  @Test
  void foreignChangesAreHeard() {
    try (var monitor = NetfilterMonitor.in(host.fd())) {
      commit(new Operation.AddTable(TABLE), new Operation.AddChain(CHAIN));
      commit(new Operation.DeleteTable(TABLE));
      commit(new Operation.DestroyTable(TABLE), new Operation.AddTable(TABLE));

      var made = monitor.next();
      assertThat(made.changed()).containsExactly(TABLE);
      assertThat(made.deleted()).isEmpty();
      assertThat(made.command()).isNotEmpty();
      assertThat(Path.of("/proc/self/task/" + made.thread())).exists();
      assertThat(socket.made(made)).isTrue();
      assertThat(monitor.next().deleted()).containsExactly(TABLE);
      assertThat(monitor.next().deleted()).as("it is there again").isEmpty();

      try (var other = NetfilterSocket.in(host.fd())) {
        other.commit(new Transaction().add(new Operation.DeleteTable(TABLE)));
      }
      var foreign = monitor.next();
      assertThat(foreign.deleted()).containsExactly(TABLE);
      assertThat(socket.made(foreign)).isFalse();
    }
  }

  @Test
  void aMonitorIsEndedByInterruption() throws Exception {
    try (var monitor = NetfilterMonitor.in(host.fd())) {
      var ended = new CompletableFuture<Errno>();
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  monitor.next();
                } catch (SysException e) {
                  ended.complete(e.errno());
                }
              });
      thread.interrupt();

      assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(Errno.EINTR);
      thread.join();
    }
  }
}
