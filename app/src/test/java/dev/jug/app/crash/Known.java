package dev.jug.app.crash;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What an engine says that there is.
 *
 * @param containers ids of all
 * @param running ids of those that have a process
 * @param networks ids of all
 * @param cables of those that run: the network's id by the endpoint's
 */
record Known(
    Set<String> containers, Set<String> running, Set<String> networks, Map<String, String> cables) {
  private static final int SHORT_ID = 12;

  static Known of(Api api) throws Api.Lost {
    var containers = new HashSet<String>();
    var running = new HashSet<String>();
    var cables = new HashMap<String, String>();
    for (var each : api.get("/containers/json?all=1").expect(200).json()) {
      var id = each.get("Id").asString();
      containers.add(id);
      if (Set.of("running", "paused").contains(each.get("State").asString())) {
        running.add(id);
        each.at("/NetworkSettings/Networks").forEach(network -> add(network, cables));
      }
    }
    var networks = new HashSet<String>();
    api.get("/networks").expect(200).json().forEach(each -> networks.add(text(each, "Id")));
    return new Known(containers, running, networks, cables);
  }

  private static void add(JsonNode network, Map<String, String> cables) {
    var endpoint = text(network, "EndpointID");
    if (!endpoint.isEmpty()) {
      cables.put(endpoint, text(network, "NetworkID"));
    }
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).asString();
  }

  /** What run directories are called. */
  Set<String> shortRunning() {
    return running.stream().map(id -> id.substring(0, SHORT_ID)).collect(Collectors.toSet());
  }

  /** Whether something is mounted for one of them. */
  boolean hasOwner(Belongings.Mounted mount) {
    return containers.stream().anyMatch(id -> id.startsWith(mount.id()));
  }
}
