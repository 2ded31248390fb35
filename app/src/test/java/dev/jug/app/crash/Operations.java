package dev.jug.app.crash;

import static dev.jug.app.crash.Situation.ABSENT;
import static dev.jug.app.crash.Situation.KILLED;
import static dev.jug.app.crash.Situation.PAUSED;
import static dev.jug.app.crash.Situation.RUNNING;
import static dev.jug.app.crash.Situation.STOPPED;

import dev.jug.app.crash.Api.Lost;
import dev.jug.app.crash.Situation.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a client does, each with its account: what may be true as soon as it is asked for, and what
 * is true once that was answered.
 */
final class Operations {
  private static final int MOST_MURDERS = 2;
  private static final List<String> POLICIES = List.of("no", "no", "unless-stopped", "always");

  private final Api api;
  private final World world;
  private final Random random;
  private final Consumer<String> journal;
  private int count;

  Operations(Api api, World world, Random random, Consumer<String> journal) {
    this.api = api;
    this.world = world;
    this.random = random;
    this.journal = journal;
  }

  private void note(String what, Subject subject) {
    journal.accept(what + " " + subject.label + " (" + subject.name() + ")");
  }

  private static String path(Subject subject) {
    return "/containers/" + subject.reference();
  }

  void create(String label) throws Lost {
    var program = Program.values()[random.nextInt(Program.values().length)];
    boolean fleeting = !program.runsOn() && random.nextBoolean();
    var policy = policy(program, fleeting);
    var subject = new Subject(label, program, policy, fleeting);
    var network = pick(world.networks, "bridge");
    subject.networks.add(Set.of(network));
    var volume = pick(world.volumes, "");
    if (!volume.isEmpty()) {
      subject.volumes.add(volume);
    }
    note("create " + program + " " + policy + " on " + network, subject);
    world.subjects.add(subject);
    subject.risk(Situation.CREATED);
    var answer = api.post("/containers/create?name=" + label, body(subject, network, volume));
    subject.id = answer.expect(201).json().get("Id").asString();
    subject.settle(Situation.CREATED);
  }

  private String policy(Program program, boolean fleeting) {
    if (program.runsOn()) {
      return POLICIES.get(random.nextInt(POLICIES.size()));
    }
    return fleeting || random.nextBoolean() ? "no" : "on-failure";
  }

  private String pick(Set<String> some, String none) {
    return some.isEmpty() || random.nextBoolean()
        ? none
        : List.copyOf(some).get(random.nextInt(some.size()));
  }

  private String body(Subject subject, String network, String volume) {
    var retries = subject.policies.contains("on-failure") ? ",\"MaximumRetryCount\":2" : "";
    var binds = volume.isEmpty() ? "" : ",\"Binds\":[\"" + volume + ":/v\"]";
    return """
    {"Image":"box:1","Cmd":["sh","-c","%s"],"Labels":{"owner":"%s","subject":"%s"},
    "HostConfig":{"RestartPolicy":{"Name":"%s"%s},"AutoRemove":%b,"NetworkMode":"%s"%s}}
    """
        .formatted(
            subject.program.script(),
            world.owner,
            subject.label,
            subject.policy(),
            retries,
            subject.fleeting,
            network,
            binds);
  }

  void start(Subject subject) throws Lost {
    note("start", subject);
    if (subject.program.runsOn()) {
      subject.risk(RUNNING);
    } else {
      subject.risk(over(subject));
    }
    subject.riskStart();
    api.post(path(subject) + "/start").expect(204);
    subject.settle(subject.program.runsOn() ? RUNNING : over(subject));
    subject.settleStart();
  }

  /** Where one is that has ended by itself. */
  private static Situation over(Subject subject) {
    return subject.fleeting ? ABSENT : Situation.ended(Program.SHORT_CODE);
  }

  void running(Subject subject) throws Lost {
    switch (random.nextInt(12)) {
      case 0 -> stop(subject);
      case 1 -> kill(subject);
      case 2 -> murder(subject);
      case 3 -> restart(subject);
      case 4 -> pause(subject);
      case 5 -> rename(subject);
      case 6 -> remove(subject);
      case 7 -> logs(subject);
      case 8 -> update(subject);
      case 9 -> connect(subject);
      default -> exec(subject);
    }
  }

  /** One that was signalled may end as soon as it goes on: nothing could be said of it then. */
  void paused(Subject subject) throws Lost {
    switch (random.nextInt(subject.signalled ? 3 : 6)) {
      case 0 -> stop(subject);
      case 1 -> kill(subject);
      case 2 -> remove(subject);
      default -> {
        note("unpause", subject);
        subject.risk(RUNNING);
        api.post(path(subject) + "/unpause").expect(204);
        subject.settle(RUNNING);
      }
    }
  }

  void exited(Subject subject) throws Lost {
    switch (random.nextInt(6)) {
      case 0 -> remove(subject);
      case 1 -> rename(subject);
      case 2 -> logs(subject);
      case 3 -> await(subject);
      default -> {
        if (subject.program.runsOn()) {
          start(subject);
        } else {
          remove(subject);
        }
      }
    }
  }

  /** It is ended: what it has not written by now it may never write. */
  private void cutShort(Subject subject) throws Lost {
    int starts = new Comparison(api, world).log(subject);
    subject.fewestStarts = Math.min(subject.fewestStarts, starts);
  }

  /** It may be seen to end before its record says that it was to: then its policy starts it. */
  private static void riskReturn(Subject subject) {
    subject.doomed = true;
    if (subject.comesBack()) {
      subject.risk(RUNNING);
      subject.riskStart();
    }
  }

  private void stop(Subject subject) throws Lost {
    note("stop", subject);
    cutShort(subject);
    subject.signalled = subject.is(Stage.PAUSED);
    // A shell that has just begun has not set its trap yet.
    subject.risk(STOPPED, KILLED, RUNNING);
    riskReturn(subject);
    api.post(path(subject) + "/stop?t=1").expect(204);
    subject.settle(STOPPED, KILLED);
  }

  private void kill(Subject subject) throws Lost {
    note("kill", subject);
    cutShort(subject);
    subject.risk(KILLED);
    riskReturn(subject);
    api.post(path(subject) + "/kill").expect(204);
    subject.settle(KILLED);
    until(subject, "false", 0);
  }

  /** Somebody on the machine kills its process. */
  private void murder(Subject subject) throws Lost {
    if (subject.murders >= MOST_MURDERS || subject.doomed) {
      return;
    }
    int pid = api.get(path(subject) + "/json").expect(200).json().at("/State/Pid").asInt();
    note("murder " + pid, subject);
    cutShort(subject);
    subject.murders++;
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    if (subject.comesBack()) {
      subject.fewestStarts++;
      subject.mostStarts++;
      until(subject, "true", pid);
    } else {
      subject.settle(Situation.ended(137));
      until(subject, "false", 0);
    }
  }

  /** Waits until it runs or does not, in another process than this. */
  private void until(Subject subject, String running, int earlier) throws Lost {
    for (int i = 0; i < 1000; i++) {
      var state = api.get(path(subject) + "/json").expect(200).json().get("State");
      boolean restarting = state.get("Restarting").asBoolean();
      boolean other = earlier == 0 || (state.get("Pid").asInt() != earlier && !restarting);
      if (state.get("Running").asString().equals(running) && other) {
        return;
      }
      pause();
    }
    throw new AssertionError("never running: " + running + ": " + subject);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void restart(Subject subject) throws Lost {
    note("restart", subject);
    cutShort(subject);
    subject.risk(STOPPED, KILLED, RUNNING);
    subject.riskStart();
    riskReturn(subject);
    api.post(path(subject) + "/restart?t=1").expect(204);
    if (subject.comesBack()) {
      subject.mostStarts--;
    }
    subject.settle(RUNNING);
    subject.settleStart();
  }

  private void pause(Subject subject) throws Lost {
    note("pause", subject);
    subject.risk(PAUSED);
    api.post(path(subject) + "/pause").expect(204);
    subject.settle(PAUSED);
  }

  private void rename(Subject subject) throws Lost {
    var name = subject.label + "-" + ++count;
    note("rename to " + name, subject);
    subject.names.add(name);
    api.post(path(subject) + "/rename?name=" + name).expect(204);
    Subject.keep(subject.names, Set.of(name));
  }

  void remove(Subject subject) throws Lost {
    note("remove", subject);
    boolean runs = subject.is(Stage.RUNNING, Stage.PAUSED);
    subject.risk(ABSENT);
    if (runs) {
      cutShort(subject);
      subject.risk(KILLED);
      riskReturn(subject);
    }
    subject.abandoned = true;
    // One that ended by itself may just be starting again, or be going.
    boolean mayRun = runs || !subject.program.runsOn();
    var answer = api.delete(path(subject) + (mayRun ? "?force=1" : ""));
    if (!(subject.fleeting && answer.status() == 404)) {
      answer.expect(204);
    }
    subject.settle(ABSENT);
    world.subjects.remove(subject);
  }

  private void logs(Subject subject) throws Lost {
    note("logs", subject);
    new Comparison(api, world).log(subject);
  }

  private void await(Subject subject) throws Lost {
    if (subject.fleeting) {
      return;
    }
    note("wait", subject);
    var answer = api.post(path(subject) + "/wait").expect(200).json();
    int code = answer.get("StatusCode").asInt();
    if (subject.situations.stream().noneMatch(situation -> situation.code() == code)) {
      throw new AssertionError("ended with " + code + ": " + subject);
    }
  }

  /** One that goes at its end has gone, or goes. */
  void gone(Subject subject) throws Lost {
    note("wait until removed", subject);
    var answer = api.post(path(subject) + "/wait?condition=removed");
    if (answer.status() != 404) {
      answer.expect(200);
    }
    if (api.get(path(subject) + "/json").status() != 404) {
      throw new AssertionError("not gone: " + subject);
    }
    world.subjects.remove(subject);
  }

  private void update(Subject subject) throws Lost {
    var policy = POLICIES.get(random.nextInt(POLICIES.size()));
    note("update to " + policy, subject);
    subject.policies.add(policy);
    api.post(path(subject) + "/update", "{\"RestartPolicy\":{\"Name\":\"" + policy + "\"}}")
        .expect(200);
    Subject.keep(subject.policies, Set.of(policy));
  }

  private void exec(Subject subject) throws Lost {
    note("exec", subject);
    var body =
        """
        {"Cmd":["sh","-c","ls /sys/class/net | grep -c eth; exit 4"],
        "AttachStdout":true,"AttachStderr":true}
        """;
    var id = api.post(path(subject) + "/exec", body).expect(201).json().get("Id").asString();
    var output = api.post("/exec/" + id + "/start", "{\"Detach\":false}");
    var code = api.get("/exec/" + id + "/json").expect(200).json().get("ExitCode");
    var text = String.join("", Output.of(output.body()));
    var devices = Integer.toString(subject.networks.iterator().next().size());
    if (!text.equals(devices) || code.asInt() != 4) {
      throw new AssertionError("exec: '" + text + "', " + code + ": " + subject);
    }
  }

  private void connect(Subject subject) throws Lost {
    var now = subject.networks.iterator().next();
    var network = pick(world.networks, "bridge");
    boolean leave = now.contains(network);
    if (leave && now.size() == 1) {
      return;
    }
    note((leave ? "disconnect from " : "connect to ") + network, subject);
    var then = new HashSet<>(now);
    var verb = leave && then.remove(network) ? "/disconnect" : "/connect";
    then.add(leave ? then.iterator().next() : network);
    subject.networks.add(then);
    api.post("/networks/" + network + verb, "{\"Container\":\"" + subject.reference() + "\"}")
        .expect(200);
    Subject.keep(subject.networks, Set.of(Set.copyOf(then)));
  }

  void list() throws Lost {
    var filters = Api.encoded("{\"label\":[\"" + world.label() + "\"]}");
    var seen = new ArrayList<String>();
    for (var each : api.get("/containers/json?all=1&filters=" + filters).expect(200).json()) {
      seen.add(each.at("/Labels/subject").asString());
    }
    for (var subject : world.subjects) {
      if (!subject.fleeting && !seen.contains(subject.label)) {
        throw new AssertionError("not listed: " + subject);
      }
    }
  }
}
