package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.crash.Api.Lost;
import dev.jug.app.docker.Docker;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One engine that is killed again and again, and the clients that count on it. All is its own:
 * state, cgroups, networks. For one thread.
 */
final class Trial implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int MOST_ANSWERS = 16;
  private static final int LONGEST_SECONDS = 5;
  private static final int MOMENT_MICROS = 20_000;
  private static final int OPENING_MILLIS = 400;
  private static final int IMAGES_EACH = 10;

  private final long seed;
  private final SplittableRandom random;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore answered = new Semaphore(0);
  private final Docker docker;
  private final Victim victim;
  private final List<Client> clients;
  private final Leftovers leftovers;
  private int rounds;
  private int operations;

  /**
   * @param folder for files of its own
   * @param seed decides what is done and when, as far as the machine does not
   */
  Trial(Path folder, long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.docker = new Docker(folder);
    this.victim = new Victim(docker.jug());
    var api = new Api(docker.socket());
    this.clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(number -> new Client(api, "c" + number, random.nextLong(), answered))
            .toList();
    this.leftovers = Leftovers.of(docker.jug());
  }

  /** Kills the engine while all act, and compares what the next one has with what there must be. */
  void round() throws InterruptedException {
    try {
      disturb();
      sum(begin(client -> client::check));
      leftovers.assertNone();
      if (rounds % IMAGES_EACH == 0) {
        assertSound();
      }
      rounds++;
    } catch (AssertionError e) {
      var told = "seed %d, round %d: %s%n%s".formatted(seed, rounds, e.getMessage(), victim.log());
      throw new AssertionError(told, e);
    }
  }

  /**
   * Looks at what only has to be right in the end.
   *
   * @return how much clients did that was answered
   */
  int finish() {
    assertSound();
    return operations;
  }

  /** Lets all act until the engine is killed, and opens another one. */
  private void disturb() throws InterruptedException {
    answered.drainPermits();
    var acting = begin(client -> client::act);
    int answers = random.nextInt(MOST_ANSWERS);
    int micros = random.nextInt(MOMENT_MICROS);
    victim.kill(() -> await(answers, micros));
    operations += sum(acting);
    while (random.nextInt(4) == 0) {
      victim.openAndKill(random.nextInt(OPENING_MILLIS));
    }
    victim.open();
  }

  /** Until so much was done, however fast the machine is today, and a moment longer. */
  private void await(int answers, int micros) {
    try {
      var _ = answered.tryAcquire(answers, LONGEST_SECONDS, TimeUnit.SECONDS);
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Future<Integer>> begin(Function<Client, Callable<Integer>> work) {
    return clients.stream().map(client -> threads.submit(work.apply(client))).toList();
  }

  private int sum(List<Future<Integer>> working) throws InterruptedException {
    int sum = 0;
    for (int i = 0; i < CLIENTS; i++) {
      sum += result(clients.get(i), working.get(i));
    }
    return sum;
  }

  private static int result(Client client, Future<Integer> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      var told = e.getCause().getMessage() + "\n" + client.journal();
      throw new AssertionError(told, e.getCause());
    }
  }

  private void assertSound() {
    assertThat(docker.jug().run("system", "check").text()).isEqualTo("images: sound");
  }

  @Override
  public void close() throws Lost {
    threads.close();
    try (docker) {
      for (var client : clients) {
        client.clear();
      }
    }
  }
}
