package dev.jug.network.firewall;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.NetfilterMonitor.Change;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.egress.Allowance;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules in tables of nf_tables that are the engine's own. They are there while there is a bridge;
 * each change is a transaction.
 */
public final class NftFirewall implements Firewall {
  private final RuleTable table;
  private final RuleElements elements;
  private final EndpointTables endpoints;
  private final NeighbourRules neighbours;
  private final RefusalReports refusals;
  private final Predecessor former;
  private final Map<String, BridgeRules> bridges = new LinkedHashMap<>();
  private final Set<Publication> publications = new LinkedHashSet<>();
  private final Set<String> apart = new LinkedHashSet<>();
  private boolean held;
  private @Nullable Boolean guards;
  private @Nullable RuleWatch watch;
  private @Nullable NetfilterSocket socket;

  /**
   * Rules of this engine; nothing is changed yet.
   *
   * @param name of the tables
   * @param former what is there of the other back end, which goes when these rules are made
   */
  public NftFirewall(String name, Predecessor former) {
    this.former = former;
    this.table = new RuleTable(name);
    this.elements = new RuleElements(table);
    this.endpoints = new EndpointTables(table, new FrameTable(name));
    this.neighbours = new NeighbourRules(name);
    this.refusals = new RefusalReports(name);
  }

  /** Whether the kernel has nf_tables. */
  public static boolean isSupported() {
    try (var socket = NetfilterSocket.open()) {
      socket.tables();
      return true;
    } catch (SysException _) {
      return false;
    }
  }

  /** What such a firewall may have left. */
  public static Predecessor left(String name) {
    return new Predecessor() {
      @Override
      public void leave(Fd sandbox) {
        ResolverRedirect.remove(sandbox);
      }

      @Override
      public void clear() {
        try (var rules = new NftFirewall(name, NONE)) {
          rules.clear();
        }
      }
    };
  }

  @Override
  public BackEnd backEnd() {
    return BackEnd.NFTABLES;
  }

  @Override
  public synchronized void hold() {
    held = true;
  }

  @Override
  public synchronized void settle() {
    held = false;
    if (bridges.isEmpty()) {
      clear();
    } else {
      make();
    }
    former.clear();
  }

  @Override
  public synchronized void isolate(Collection<String> devices) {
    if (!apart.equals(Set.copyOf(devices))) {
      apart.clear();
      apart.addAll(devices);
      repair();
    }
  }

  /** Makes the tables what they are to be, whatever they are. */
  private void make() {
    var all = table.make();
    apart.forEach(device -> Places.add(all, List.of(elements.apart(device))));
    bridges.values().forEach(bridge -> Places.add(all, elements.of(bridge)));
    publications.forEach(publication -> Places.add(all, List.of(elements.of(publication))));
    with(kernel -> endpoints.recall(kernel));
    endpoints.make(all);
    commit(all);
    tellNeighbours();
    if (watch == null) {
      watch = new RuleWatch(this::concerns, this::repair);
    }
    listen();
  }

  private void listen() {
    if (endpoints.canRefuse()) {
      refusals.begin();
    }
  }

  private synchronized boolean concerns(Change change) {
    if (socket == null || socket.made(change)) {
      return false;
    }
    return List.of(table.table(), endpoints.frames()).stream()
            .anyMatch(ours -> change.changed().contains(ours) || change.deleted().contains(ours))
        || neighbours.concern(change);
  }

  private synchronized void repair() {
    if (!held && !bridges.isEmpty()) {
      make();
    }
  }

  @Override
  public synchronized void add(BridgeRules bridge) {
    bridges.put(bridge.device(), bridge);
    if (held) {
      return;
    }
    if (watch == null) {
      make();
    } else {
      var change = new Transaction();
      Places.add(change, elements.of(bridge));
      change(change);
      tellNeighbours();
    }
  }

  @Override
  public synchronized void remove(BridgeRules bridge) {
    if (bridges.remove(bridge.device()) == null || held) {
      return;
    }
    if (bridges.isEmpty()) {
      clear();
    } else {
      var change = new Transaction();
      Places.delete(change, elements.of(bridge));
      change(change);
      tellNeighbours();
    }
  }

  @Override
  public synchronized void add(EndpointRules endpoint) {
    var change = new Transaction();
    endpoints.add(change, endpoint);
    change(change);
    listen();
  }

  @Override
  public synchronized void removeEndpoint(String device) {
    var change = new Transaction();
    endpoints.remove(change, device);
    change(change);
  }

  @Override
  public synchronized void learn(
      String device, Allowance.Named named, InetAddress address, Duration time) {
    var change = new Transaction();
    endpoints.learn(change, device, named, address, time);
    change(change);
  }

  @Override
  public synchronized boolean canGuard() {
    if (guards == null) {
      guards = tryFrames();
    }
    return guards;
  }

  /** Kernels may have rules for packets without those for frames. */
  private boolean tryFrames() {
    try {
      commit(FrameTable.trial(table.table().name()));
      return true;
    } catch (NetworkException _) {
      return false;
    }
  }

  @Override
  public synchronized void set(Collection<PolicyRules> policies) {
    var change = new Transaction();
    if (endpoints.set(change, policies)) {
      change(change);
    } else {
      repair();
    }
  }

  @Override
  public void tell(Consumer<Refusal> hears) {
    refusals.tell(hears);
  }

  @Override
  public synchronized void publish(Collection<Publication> more) {
    var change = new Transaction();
    more.forEach(publication -> Places.add(change, List.of(elements.of(publication))));
    if (!held) {
      commit(change);
      StaleFlows.forget(more);
    }
    publications.addAll(more);
  }

  @Override
  public synchronized void withdraw(Collection<Publication> those) {
    var change = new Transaction();
    for (var publication : those) {
      if (publications.remove(publication)) {
        Places.delete(change, List.of(elements.of(publication)));
      }
    }
    change(change);
    StaleFlows.forget(those);
  }

  @Override
  public boolean seesFrames(String bridge, boolean ipv4) {
    return ipv4 ? FilteredFrames.ofIpv4() : FilteredFrames.ofIpv6();
  }

  @Override
  public void redirect(Fd inside, InetAddress address, int udp, int tcp) {
    former.leave(inside);
    ResolverRedirect.install(inside, address, udp, tcp);
  }

  @Override
  public synchronized void clear() {
    bridges.clear();
    publications.clear();
    stopWatching();
    var change = table.remove();
    endpoints.removeTable(change);
    commit(change);
    tellNeighbours();
  }

  private void stopWatching() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
    refusals.close();
  }

  private void tellNeighbours() {
    with(kernel -> neighbours.set(kernel, bridges.keySet()));
  }

  /** Makes a change; where another program has just taken away what it is about, everything. */
  private void change(Transaction change) {
    if (held || watch == null) {
      return;
    }
    with(kernel -> {
      try {
        kernel.commit(change);
      } catch (SysException e) {
        if (e.errno() != Errno.ENOENT) {
          throw e;
        }
        repair();
      }
    });
  }

  private void commit(Transaction change) {
    with(kernel -> kernel.commit(change));
  }

  private void with(Consumer<NetfilterSocket> action) {
    try {
      if (socket == null) {
        socket = NetfilterSocket.open();
      }
      action.accept(socket);
    } catch (SysException e) {
      throw new NetworkException(
          Kind.FAILED,
          "cannot change the rules for packets (nf_tables, table "
              + table.table()
              + "): "
              + e.getMessage(),
          "The kernel needs nf_tables with NAT and fib, or firewall-backend iptables; containers"
              + " without a network start.",
          e);
    }
  }

  @Override
  public synchronized void close() {
    // The rules stay, for the containers that do.
    stopWatching();
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
