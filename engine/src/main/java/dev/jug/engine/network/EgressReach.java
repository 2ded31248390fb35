package dev.jug.engine.network;

import dev.jug.engine.view.ReachView;
import dev.jug.network.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whether an endpoint may reach something.
 *
 * @param endpoint the sender's
 */
record EgressReach(Endpoint endpoint) {
  /**
   * Notes what its egress says.
   *
   * @param names of whom the address is
   * @return what is found out, if that is the end of it
   */
  Optional<ReachView> check(Reach reach, InetAddress to, List<String> names) {
    var egress = endpoint.egress();
    if (egress.isEmpty()) {
      reach.passes("egress", reach.from() + " may reach everything");
      return Optional.empty();
    }
    var permitting =
        egress
            .get()
            .permitting(
                to,
                reach.protocol(),
                reach.port(),
                (named, _) -> names.stream().anyMatch(named::isAbout));
    if (permitting.isPresent()) {
      reach.passes("egress", reach.from() + " may reach " + permitting.get());
      return Optional.empty();
    }
    return Optional.of(
        reach.refused(
            "egress",
            reach.from() + " may reach " + egress.get() + ", and this is none of it",
            "jug update --egress "
                + more(egress.get().toString(), reach, to)
                + " "
                + reach.from()));
  }

  private static String more(String said, Reach reach, InetAddress to) {
    var host = to.getHostAddress();
    var address = host.contains(":") ? "[" + host + "]" : host;
    var addition = address + ":" + reach.portText();
    return said.equals("none")
        ? addition
        : String.join(" --egress ", said.split(" ")) + " --egress " + addition;
  }
}
