package dev.jug.network.firewall;

import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.NetfilterMonitor.Change;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Operation.AddElements;
import dev.jug.linux.netfilter.Operation.DeleteElements;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.RuleElements.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules in a table of nf_tables that is the engine's own. It is there while there is a bridge; each
 * change is a transaction.
 */
public final class NftFirewall implements Firewall {
  private final RuleTable table;
  private final RuleElements elements;
  private final NeighbourRules neighbours;
  private final Map<String, BridgeRules> bridges = new LinkedHashMap<>();
  private final Set<Publication> publications = new LinkedHashSet<>();
  private final Set<String> apart = new LinkedHashSet<>();
  private @Nullable RuleWatch watch;
  private @Nullable NetfilterSocket socket;

  /**
   * Rules of this engine; nothing is changed yet.
   *
   * @param name of the table
   */
  public NftFirewall(String name) {
    this.table = new RuleTable(name);
    this.elements = new RuleElements(table);
    this.neighbours = new NeighbourRules(name);
  }

  @Override
  public synchronized void replace(
      Collection<BridgeRules> allBridges, Collection<Publication> allPublications) {
    bridges.clear();
    allBridges.forEach(bridge -> bridges.put(bridge.device(), bridge));
    publications.clear();
    publications.addAll(allPublications);
    make();
  }

  @Override
  public synchronized void isolate(Collection<String> devices) {
    if (!apart.equals(Set.copyOf(devices))) {
      apart.clear();
      apart.addAll(devices);
      repair();
    }
  }

  /** Makes the table what it is to be, whatever it is. */
  private void make() {
    var all = table.make();
    apart.forEach(device -> add(all, List.of(elements.apart(device))));
    bridges.values().forEach(bridge -> add(all, elements.of(bridge)));
    publications.forEach(publication -> add(all, List.of(elements.of(publication))));
    commit(all);
    tellNeighbours();
    if (watch == null) {
      watch = new RuleWatch(this::concerns, this::repair);
    }
  }

  private synchronized boolean concerns(Change change) {
    if (socket == null || socket.made(change)) {
      return false;
    }
    return change.changed().contains(table.table())
        || change.deleted().contains(table.table())
        || neighbours.concern(change);
  }

  private synchronized void repair() {
    if (!bridges.isEmpty()) {
      make();
    }
  }

  @Override
  public synchronized void add(BridgeRules bridge) {
    bridges.put(bridge.device(), bridge);
    if (watch == null) {
      make();
    } else {
      var change = new Transaction();
      add(change, elements.of(bridge));
      commit(change);
      tellNeighbours();
    }
  }

  @Override
  public synchronized void remove(BridgeRules bridge) {
    if (bridges.remove(bridge.device()) == null) {
      return;
    }
    if (bridges.isEmpty()) {
      clear();
    } else {
      var change = new Transaction();
      delete(change, elements.of(bridge));
      commit(change);
      tellNeighbours();
    }
  }

  @Override
  public synchronized void publish(Collection<Publication> more) {
    var change = new Transaction();
    more.forEach(publication -> add(change, List.of(elements.of(publication))));
    commit(change);
    publications.addAll(more);
  }

  @Override
  public synchronized void withdraw(Collection<Publication> those) {
    var change = new Transaction();
    for (var publication : those) {
      if (publications.remove(publication)) {
        delete(change, List.of(elements.of(publication)));
      }
    }
    commit(change);
  }

  @Override
  public synchronized void clear() {
    bridges.clear();
    publications.clear();
    stopWatching();
    commit(table.remove());
    tellNeighbours();
  }

  private void stopWatching() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  private static void add(Transaction change, List<Place> places) {
    places.forEach(place -> change.add(new AddElements(place.set(), place.element())));
  }

  private static void delete(Transaction change, List<Place> places) {
    places.forEach(place -> change.add(new DeleteElements(place.set(), place.element())));
  }

  private void tellNeighbours() {
    with(socket -> neighbours.set(socket, bridges.keySet()));
  }

  private void commit(Transaction change) {
    with(socket -> socket.commit(change));
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
          "The kernel needs nf_tables with NAT and fib; containers without a network start.",
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
