package dev.jug.network.firewall;

import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Operation.AddElements;
import dev.jug.linux.netfilter.Operation.DeleteElements;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.NetworkException;
import dev.jug.network.NetworkException.Kind;
import dev.jug.network.firewall.RuleElements.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules in a table of nf_tables that is the engine's own. It is there while there is a bridge; each
 * change is a transaction.
 */
public final class NftFirewall implements Firewall {
  private final RuleTable table;
  private final RuleElements elements;
  private final Map<String, BridgeRules> bridges = new LinkedHashMap<>();
  private final Set<Publication> publications = new LinkedHashSet<>();
  private boolean made;

  /**
   * Rules of this engine; nothing is changed yet.
   *
   * @param name of the table
   */
  public NftFirewall(String name) {
    this.table = new RuleTable(name);
    this.elements = new RuleElements(table);
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

  /** Makes the table what it is to be, whatever it is. */
  private void make() {
    var all = table.make();
    bridges.values().forEach(bridge -> add(all, elements.of(bridge)));
    publications.forEach(publication -> add(all, List.of(elements.of(publication))));
    commit(all);
    made = true;
  }

  @Override
  public synchronized void add(BridgeRules bridge) {
    bridges.put(bridge.device(), bridge);
    if (made) {
      var change = new Transaction();
      add(change, elements.of(bridge));
      commit(change);
    } else {
      make();
    }
  }

  @Override
  public synchronized void remove(BridgeRules bridge) {
    if (bridges.remove(bridge.device()) == null) {
      return;
    }
    if (bridges.isEmpty()) {
      clear();
    } else if (made) {
      var change = new Transaction();
      delete(change, elements.of(bridge));
      commit(change);
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
    commit(table.remove());
    made = false;
  }

  private static void add(Transaction change, List<Place> places) {
    places.forEach(place -> change.add(new AddElements(place.set(), place.element())));
  }

  private static void delete(Transaction change, List<Place> places) {
    places.forEach(place -> change.add(new DeleteElements(place.set(), place.element())));
  }

  private void commit(Transaction change) {
    try (var socket = NetfilterSocket.open()) {
      socket.commit(change);
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
  public void close() {
    // The rules stay, for the containers that do.
  }
}
