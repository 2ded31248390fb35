package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
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
 * <p>{@code -Djug.crash.engine.rounds=N} says how often, {@code -Djug.crash.seed=N} repeats what
 * was done and when, as far as the machine does.
 */
@EndToEnd
class EngineCrashTest {
  private static final int ROUNDS = Integer.getInteger("jug.crash.engine.rounds", 60);
  private static final int CLIENTS = 4;
  private static final int LONGEST_MILLIS = 500;
  private static final int OPENING_MILLIS = 400;

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
    for (var client : clients) {
      client.clear();
    }
    docker.close();
  }

  @Test
  @Timeout(24 * 3600)
  void nothingThatWasPromisedIsLost() throws Exception {
    long began = System.nanoTime();
    var leftovers = new Leftovers(docker.jug());
    int operations = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var context = "seed " + seed + ", round " + round;
      operations += disturbed(context);
      all(
          context,
          client ->
              () -> {
                client.check();
                return 0;
              });
      Jug.eventually(() -> {
        try {
          leftovers.assertNone(api);
        } catch (Api.Lost e) {
          throw new AssertionError(context, e);
        } catch (AssertionError e) {
          throw new AssertionError(context + ": " + e.getMessage(), e);
        }
      });
      if (round % 10 == 0 || round == ROUNDS - 1) {
        assertThat(docker.jug().run("system", "check").text())
            .as(context)
            .isEqualTo("images: sound");
      }
    }
    System.out.printf(
        "%d rounds, %d operations in %d s, seed %d%n",
        ROUNDS, operations, Duration.ofNanos(System.nanoTime() - began).toSeconds(), seed);
    assertThat(operations).isGreaterThan(ROUNDS * CLIENTS);
  }

  /** Lets all act until the engine is killed, and opens another one. */
  private int disturbed(String context) throws InterruptedException {
    var acting = new ArrayList<Future<Integer>>();
    for (var client : clients) {
      acting.add(threads.submit(client::act));
    }
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

  private interface Work {
    Callable<Integer> of(Client client);
  }

  private void all(String context, Work work) throws InterruptedException {
    var working = clients.stream().map(client -> threads.submit(work.of(client))).toList();
    for (int i = 0; i < CLIENTS; i++) {
      result(context, clients.get(i), working.get(i));
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
}
