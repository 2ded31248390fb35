package dev.jug.app.crash;

import dev.jug.app.command.Jug;
import dev.jug.app.crash.Api.Lost;
import dev.jug.app.crash.Situation.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a client has made, as its account says and as an engine says; they must agree soon. */
record Comparison(Api api, World world) {
  void run() throws Lost {
    Jug.eventually(this::membership);
    compareNames("/volumes", "Volumes", world.volumes);
    compareNames("/networks", "", world.networks);
    world.doubtful.clear();
    for (var subject : List.copyOf(world.subjects)) {
      if (subject.id == null && subject.is(Stage.ABSENT) && subject.situations.size() == 1) {
        continue;
      }
      compare(subject);
    }
    world.subjects.removeIf(subject -> subject.is(Stage.ABSENT));
  }

  private Map<String, JsonNode> listed() throws Lost {
    var filters = Api.encoded("{\"label\":[\"" + world.label() + "\"]}");
    var listed = new HashMap<String, JsonNode>();
    for (var each : api.get("/containers/json?all=1&filters=" + filters).expect(200).json()) {
      var twin = listed.put(each.at("/Labels/subject").asString(), each);
      check(twin == null, "two of " + each);
    }
    return listed;
  }

  /**
   * All that must be there are, none that must not, and those that may be are known by their id.
   */
  private void membership() throws Lost {
    var listed = listed();
    for (var subject : world.subjects) {
      var seen = listed.remove(subject.label);
      boolean allowed = subject.allows(Situation.ABSENT);
      boolean must = allowed && subject.situations.size() == 1;
      check(seen != null || allowed, "is not there: " + subject);
      check(seen == null || !must, "is there: " + subject);
      if (seen == null) {
        subject.settle(Situation.ABSENT);
      } else {
        subject.id = seen.get("Id").asString();
      }
    }
    check(listed.isEmpty(), "nobody made " + listed.keySet());
  }

  private void compareNames(String path, String field, Set<String> wanted) throws Lost {
    var kind = path.substring(1, path.length() - 1);
    var answer = api.get(path).expect(200).json();
    var seen = new HashSet<String>();
    for (var each : field.isEmpty() ? answer : answer.get(field)) {
      var name = each.get("Name").asString();
      if (name.startsWith(world.owner + "-")) {
        seen.add(name);
      }
    }
    var missing = new HashSet<>(wanted);
    missing.removeAll(seen);
    check(missing.isEmpty(), kind + " not there: " + missing);
    var more = new HashSet<>(seen);
    more.removeAll(wanted);
    more.removeIf(world.doubtful::contains);
    check(more.isEmpty(), kind + " there: " + more);
    wanted.addAll(seen);
  }

  private void compare(Subject subject) throws Lost {
    if (subject.is(Stage.ABSENT) && subject.situations.size() == 1) {
      return;
    }
    var seen = inspected(subject);
    seen.ifPresent(inspected -> opened(subject, inspected));
    settle(subject, seen);
    if (!subject.is(Stage.ABSENT)) {
      Jug.eventually(() -> starts(subject));
    }
  }

  private static void opened(Subject subject, JsonNode inspected) {
    var name = inspected.at("/HostConfig/RestartPolicy/Name").asString();
    check(subject.policies.contains(name), "has policy " + name + ": " + subject);
    Subject.keep(subject.policies, Set.of(name));
    subject.opened(name);
  }

  /** Looks until it is as it may be, first at what has just been seen: each question costs time. */
  private void settle(Subject subject, Optional<JsonNode> seen) throws Lost {
    try {
      state(subject, seen);
    } catch (AssertionError _) {
      Jug.eventually(() -> state(subject, inspected(subject)));
    }
  }

  private Optional<JsonNode> inspected(Subject subject) throws Lost {
    var answer = api.get("/containers/" + subject.reference() + "/json");
    return answer.status() == 404 ? Optional.empty() : Optional.of(answer.expect(200).json());
  }

  private static void state(Subject subject, Optional<JsonNode> inspected) {
    if (inspected.isEmpty()) {
      check(subject.allows(Situation.ABSENT), "is not there: " + subject);
      subject.settle(Situation.ABSENT);
      return;
    }
    var seen = inspected.get();
    var situation = situation(seen.get("State"));
    check(subject.allows(situation), "is " + situation + ": " + subject + " " + seen.get("State"));
    var name = seen.get("Name").asString().substring(1);
    check(subject.names.contains(name), "is called " + name + ": " + subject);
    var networks = Set.copyOf(seen.at("/NetworkSettings/Networks").propertyNames());
    check(subject.networks.contains(networks), "is on " + networks + ": " + subject);
    subject.is(situation);
    Subject.keep(subject.names, Set.of(name));
    Subject.keep(subject.networks, Set.of(networks));
  }

  private static Situation situation(JsonNode state) {
    return switch (state.get("Status").asString()) {
      case "created" -> Situation.CREATED;
      case "running" -> Situation.RUNNING;
      case "paused" -> Situation.PAUSED;
      case "exited" -> Situation.ended(state.get("ExitCode").asInt());
      default -> throw new AssertionError("is " + state);
    };
  }

  /** Each start has written its line, and nothing else has. */
  private void starts(Subject subject) throws Lost {
    int starts = log(subject);
    if (subject.program.runsOn()) {
      check(
          starts >= subject.fewestStarts && starts <= subject.mostStarts,
          "was started " + starts + " times: " + subject);
      subject.fewestStarts = starts;
      subject.mostStarts = starts;
    } else if (!subject.is(Stage.CREATED)) {
      var inspected = api.get("/containers/" + subject.reference() + "/json").expect(200).json();
      int restarts = inspected.get("RestartCount").asInt();
      // It counts when it is decided on, as with Docker; who is removed meanwhile does not get it.
      boolean begun = starts == 1 + restarts || (subject.abandoned && starts == restarts);
      check(begun, restarts + " restarts, " + starts + " starts: " + subject);
      int wanted = subject.policies.contains("on-failure") ? 2 : 0;
      check(restarts == wanted || subject.abandoned, restarts + " restarts: " + subject);
    }
  }

  /** How often it has begun, by its log, which must be whole. */
  int log(Subject subject) throws Lost {
    var answer = api.get("/containers/" + subject.reference() + "/logs?stdout=1&stderr=1");
    var lines = new ArrayList<>(Output.of(answer.expect(200).body()));
    if (subject.program.runsOn()) {
      var fault = subject.program.fault(lines);
      check(fault.isEmpty(), fault + " in the log of " + subject);
    }
    return (int) lines.stream().filter("up"::equals).count();
  }

  private static void check(boolean condition, String why) {
    if (!condition) {
      throw new AssertionError(why);
    }
  }
}
