package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.crash.Api.Lost;
import dev.jug.app.docker.Docker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several clients do everything that can be done with containers, and the engine is killed at
 * random moments of that, some more than once before it has opened. Each time the next engine has
 * what the clients were promised: what is to run runs, every exit code, name and line is there, and
 * nothing is there that nobody has.
 *
 * <p>It takes a minute; {@code -Djug.crash.engine.rounds=N} says how often instead, and {@code
 * -Djug.crash.seed=N} repeats what was done and when, as far as the machine does.
 */
@EndToEnd
class EngineCrashTest {
  /** As many as there is time for, if none are asked for. */
  private static final int ROUNDS = Integer.getInteger("jug.crash.engine.rounds", 0);

  private static final Duration TIME = Duration.ofSeconds(60);
  private static final int CLIENTS = 4;
  private static final int LONGEST_MILLIS = 500;
  private static final int OPENING_MILLIS = 400;
  private static final int IMAGES_EACH = 10;

  @TempDir Path folder;
  private final long seed = Long.getLong("jug.crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Docker docker;
  private Victim victim;
  private Api api;
  private List<Client> clients;

  @BeforeEach
  void open() {
    docker = new Docker(folder);
    victim = new Victim(docker.jug());
    api = new Api(docker.socket());
    clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(number -> new Client(api, "c" + number, random.nextLong()))
            .toList();
  }

  @AfterEach
  void close() throws Exception {
    threads.close();
    try (var _ = docker) {
      for (var client : clients) {
        client.clear();
      }
    }
  }

  @Test
  @Timeout(24 * 3600)
  void nothingThatWasPromisedIsLost() throws Exception {
    long began = System.nanoTime();
    var leftovers = new Leftovers(docker.jug());
    int operations = 0;
    int round = 0;
    while (ROUNDS > 0 ? round < ROUNDS : System.nanoTime() - began < TIME.toNanos()) {
      var context = "seed " + seed + ", round " + round;
      operations += disturbed(context);
      compare(context);
      assertNothingIsLeft(context, leftovers);
      if (round % IMAGES_EACH == 0) {
        assertSound(context);
      }
      round++;
    }
    assertSound("seed " + seed + ", at the end");
    System.out.printf(
        "%d engines were killed during %d operations in %d s, seed %d%n",
        round, operations, Duration.ofNanos(System.nanoTime() - began).toSeconds(), seed);
    assertThat(operations).isGreaterThan(round);
  }

  /** Lets all act until the engine is killed, and opens another one. */
  private int disturbed(String context) throws InterruptedException {
    var acting = clients.stream().map(client -> threads.submit(client::act)).toList();
    victim.kill(random.nextInt(LONGEST_MILLIS));
    int operations = 0;
    for (int i = 0; i < CLIENTS; i++) {
      operations += result(context, clients.get(i), acting.get(i));
    }
    while (random.nextInt(4) == 0) {
      victim.openAndKill(random.nextInt(OPENING_MILLIS));
    }
    victim.open();
    return operations;
  }

  private void compare(String context) throws InterruptedException {
    var comparing = clients.stream().map(client -> threads.submit(client::check)).toList();
    for (int i = 0; i < CLIENTS; i++) {
      result(context, clients.get(i), comparing.get(i));
    }
  }

  private static int result(String context, Client client, Future<Integer> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(
          context + ": " + e.getCause().getMessage() + "\n" + client.journal(), e.getCause());
    }
  }

  private void assertNothingIsLeft(String context, Leftovers leftovers) {
    Jug.eventually(() -> {
      try {
        leftovers.assertNone(api);
      } catch (Lost | AssertionError e) {
        throw new AssertionError(context + ": " + e.getMessage(), e);
      }
    });
  }

  private void assertSound(String context) {
    assertThat(docker.jug().run("system", "check").text()).as(context).isEqualTo("images: sound");
  }
}
