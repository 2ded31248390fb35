package dev.jug.network.firewall;

import dev.jug.linux.netfilter.Operation.AddElements;
import dev.jug.linux.netfilter.Operation.DeleteElements;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.firewall.RuleElements.Place;
import java.util.List;

/** Elements of sets as parts of a change. */
final class Places {
  private Places() {}

  static void add(Transaction change, List<Place> places) {
    places.forEach(place -> change.add(new AddElements(place.set(), place.element())));
  }

  static void delete(Transaction change, List<Place> places) {
    places.forEach(place -> change.add(new DeleteElements(place.set(), place.element())));
  }
}
