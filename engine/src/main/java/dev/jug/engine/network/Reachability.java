package dev.jug.engine.network;

import dev.jug.engine.view.ReachView;
import dev.jug.engine.view.ReachView.Outcome;
import dev.jug.engine.view.ReachView.RuleView;
import dev.jug.network.Networks;
import dev.jug.network.Sandbox;
import dev.jug.network.port.Protocol;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Finds out whether a container reaches something, by the same facts that the rules are made of.
 *
 * @param networks all there are
 */
public record Reachability(Networks networks) {
  /**
   * A container.
   *
   * @param name its name
   * @param pid of its process; empty if it does not run
   * @param sandbox its networks, if it is on any
   */
  public record End(String name, Optional<Integer> pid, Optional<Sandbox> sandbox) {}

  /** To another container. */
  public ReachView find(End from, End to, Protocol protocol, int port) {
    var reach = new Reach(from.name(), to.name(), protocol, port);
    for (var end : new End[] {from, to}) {
      if (end.pid().isEmpty()) {
        return reach.refused("runs", end.name() + " does not run", "jug start " + end.name());
      }
    }
    if (from.sandbox().isEmpty() || to.sandbox().isEmpty()) {
      return withoutNetworks(reach, from.sandbox().isEmpty() ? from : to);
    }
    var found = new NeighbourReach(networks, from.sandbox().get(), to.sandbox().get()).find(reach);
    return withListener(found, to, protocol, port);
  }

  private static ReachView withoutNetworks(Reach reach, End end) {
    return reach.refused(
        "networks",
        end.name() + " is on no network of its own (--network host, none, container: or ns:)",
        "What holds is what holds for the namespace that it shares; or run it with --network NAME.");
  }

  private static ReachView withListener(ReachView found, End to, Protocol protocol, int port) {
    var listens = new Listening(to.pid().orElseThrow()).at(protocol, port);
    if (!found.reached() || listens.isEmpty()) {
      return found;
    }
    var rules = new ArrayList<>(found.rules());
    var what = listens.get() ? "something listens there" : "nothing listens there: it is refused";
    rules.add(new RuleView("listens", Outcome.NOTED, what));
    var remedy =
        listens.get()
            ? found.remedy()
            : "Start a server in " + to.name() + " that listens at " + found.port() + ".";
    return new ReachView(
        true, found.from(), found.to(), found.address(), found.port(), rules, remedy);
  }

  /**
   * To an address or a name.
   *
   * @param to an address, or a name that the host resolves
   */
  public ReachView find(End from, String to, Protocol protocol, int port) {
    var reach = new Reach(from.name(), to, protocol, port);
    if (from.pid().isEmpty()) {
      return reach.refused("runs", from.name() + " does not run", "jug start " + from.name());
    }
    return from.sandbox().isEmpty()
        ? withoutNetworks(reach, from)
        : new OutsideReach(networks, from.sandbox().get()).find(reach);
  }
}
