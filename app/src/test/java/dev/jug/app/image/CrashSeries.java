package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.image.Interrupted.Sources;
import dev.jug.app.image.Kill.Hit;
import dev.jug.app.image.Kill.Outcome;
import dev.jug.app.image.Kill.Victim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/** Somebody whose engine, or front, is killed again and again. */
final class CrashSeries implements Callable<Map<Hit, Integer>>, AutoCloseable {
  private final ImageUser user;
  private final int rounds;
  private final long seed;
  private final Random random;
  private final Map<Hit, Integer> hits = new EnumMap<>(Hit.class);
  private final Map<String, Long> durations = new HashMap<>();
  private final Sources sources;

  /**
   * @param image name of an image in a registry that has none of it yet
   * @param seed who is killed during what, and after which part of the time that it takes
   */
  CrashSeries(Path folder, String image, int rounds, long seed) {
    user = new ImageUser(folder);
    this.rounds = rounds;
    this.seed = seed;
    random = new Random(seed);
    sources =
        new Sources(
            folder.resolve("layout"),
            folder.resolve("archive.tar"),
            folder.resolve("tree.tar"),
            image);
  }

  /** Where the kills hit. */
  @Override
  public Map<Hit, Integer> call() throws IOException {
    makeSources();
    var commands = Interrupted.all(sources);
    commands.forEach(this::measure);
    for (int round = 0; round < rounds; round++) {
      play(round, commands.get(random.nextInt(commands.size())));
    }
    return hits;
  }

  /** Milliseconds that the commands take when nobody disturbs them. */
  Map<String, Long> millis() {
    var millis = new HashMap<String, Long>();
    durations.forEach((name, nanos) -> millis.put(name, nanos / 1_000_000));
    return millis;
  }

  /** An image of three layers, in all places it can come from. */
  private void makeSources() {
    user.makeImage("base:1", "hello");
    user.run("run", "--name", "maker", "base:1", "sh", "-c", "seq 9999 > /numbers").ok();
    user.run("export", "-o", sources.tree().toString(), "maker").ok();
    user.run("commit", "maker", "two:1").ok();
    user.run("run", "--name", "next", "two:1", "sh", "-c", "seq 99999 > /more").ok();
    user.run("commit", "-c", "CMD [\"cat\",\"/content\"]", "next", "loaded:1").ok();
    user.run("save", "-o", sources.archive().toString(), "loaded:1").ok();
    user.run("push", "loaded:1", "oci:" + sources.layout() + ":three").ok();
    user.run("tag", "loaded:1", sources.registry()).ok();
    user.run("push", sources.registry()).ok();
    user.run("rm", "next").ok();
    user.run("image", "prune", "-a", "-f").ok();
  }

  private void measure(Interrupted command) {
    command.before().accept(user);
    long began = System.nanoTime();
    user.run(command.line()).ok();
    durations.put(command.name(), System.nanoTime() - began);
  }

  private void play(int round, Interrupted command) throws IOException {
    int draw = random.nextInt(10);
    var victim = draw < 7 ? Victim.ENGINE : draw < 9 ? Victim.FRONT : Victim.BOTH;
    long delay = (long) (random.nextDouble() * durations.get(command.name()));
    var context =
        "seed %d, round %d: %s, %s killed after %d µs"
            .formatted(seed, round, command.name(), victim, delay / 1000);
    command.before().accept(user);
    var kill = new Kill(user.jug().enginePid(), victim, delay);

    long began = System.nanoTime();
    var outcome = kill.during(user.begin(command.line()), began);
    hits.merge(outcome.hit(), 1, Integer::sum);
    if (Boolean.getBoolean("jug.crash.trace")) {
      System.out.println(context + ": " + outcome);
    }
    learn(command, outcome);

    assertSound(context);
    var again = user.run(command.line());
    if (command.doneAlready().isEmpty() || !again.err().contains(command.doneAlready())) {
      assertThat(again.code()).as(context + ": " + again).isZero();
    }
    assertNothingIsLeft(round, context);
  }

  /** The same command takes its time in an engine that has just started, and less in a warm one. */
  private void learn(Interrupted command, Outcome outcome) {
    if (outcome.hit() == Hit.AFTER) {
      durations.merge(command.name(), outcome.nanos(), (old, now) -> (3 * old + now) / 4);
    }
  }

  /** What the front was killed for may still go on in the engine. */
  private void assertSound(String context) {
    Jug.eventually(() ->
        assertThat(user.run("system", "check").text()).as(context).isEqualTo("images: sound"));
  }

  /** The directories are looked at each time; commands take longer. */
  private void assertNothingIsLeft(int round, String context) {
    for (var name : List.of("ingest", "leases", "layers/erofs.new")) {
      Jug.eventually(() -> assertThat(files(name)).as(context + ": " + name).isEmpty());
    }
    if (round % 10 == 0) {
      Jug.eventually(() -> assertThat(user.run("ps", "-aq").out().lines()).as(context).hasSize(1));
      assertSound(context);
    }
  }

  private List<Path> files(String name) {
    try (var files = Files.list(user.jug().place().resolve("state/images").resolve(name))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    user.close();
  }
}
