package dev.jug.app.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred clients that stay, and what is left of them when they are gone. {@code
 * -Djug.crowd.seconds=300} for longer; it prints what the engine took in between.
 */
@EndToEnd
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Requires("command:docker")
class CrowdOfClientsTest {
  private static final int CLIENTS = 99;
  private static final int ROUNDS = 3;
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("jug.crowd.seconds", 0));

  /** How many samples show where it goes. */
  private static final int SHOWN = 10;

  private static final long MAY_GROW_KIB = 32 << 10;
  private static final int SPARE = 8;

  /** Attaching, following a log, listening to events: what each client asks for. */
  private static final List<String> REQUESTS =
      List.of(
          "POST /containers/talker/attach?stream=1&stdout=1",
          "GET /containers/talker/logs?follow=1&stdout=1&tail=1",
          "GET /events?filters={\"event\":[\"exec_die\"]}");

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
    var script = "while sleep 0.02; do echo the talker says something; done";
    docker.run("run", "-d", "--name", "talker", "box:1", "sh", "-c", script).ok();
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  @Test
  void theyAreAllServedAndLeaveNothing() throws Exception {
    long pid = docker.jug().enginePid();
    crowd();
    var first = Vitals.of(pid);
    stay(pid);
    Jug.eventually(() -> {
      var last = Vitals.of(pid);
      assertThat(last.descriptors()).isLessThanOrEqualTo(first.descriptors() + SPARE);
      assertThat(last.threads()).isLessThanOrEqualTo(first.threads() + SPARE);
      assertThat(last.proportionalKib()).isLessThan(first.proportionalKib() + MAY_GROW_KIB);
    });
    assertThat(docker.jug().enginePid()).isEqualTo(pid);
  }

  private static void stay(long pid) throws IOException {
    long begin = System.nanoTime();
    long sample = TIME.toNanos() / SHOWN;
    for (int i = 0; i < ROUNDS || System.nanoTime() - begin < TIME.toNanos(); i++) {
      crowd();
      if (!TIME.isZero() && System.nanoTime() - begin >= sample) {
        sample += TIME.toNanos() / SHOWN;
        System.out.println("after " + (i + 1) + " crowds: " + Vitals.of(pid));
      }
    }
  }

  private static void crowd() throws IOException {
    var clients = new ArrayList<SocketChannel>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(connected(REQUESTS.get(i % REQUESTS.size())));
      }
      docker.run("exec", "talker", "true").ok();
      for (int i = 0; i < CLIENTS; i++) {
        awaitText(clients.get(i), i % REQUESTS.size() == 2 ? "exec_die" : "says something");
      }
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
  }

  private static SocketChannel connected(String request) throws IOException {
    var client = SocketChannel.open(UnixDomainSocketAddress.of(docker.socket()));
    client.write(
        ByteBuffer.wrap(
            (request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").getBytes(UTF_8)));
    awaitText(client, "HTTP/1.1 ");
    return client;
  }

  /** Reads until it has come; a client whose turn is not yet holds nobody else up. */
  private static void awaitText(SocketChannel client, String text) throws IOException {
    var seen = new StringBuilder();
    var buffer = ByteBuffer.allocate(4096);
    while (seen.indexOf(text) < 0) {
      assertThat(client.read(buffer)).as(text + " after " + seen).isPositive();
      seen.append(new String(buffer.array(), 0, buffer.position(), UTF_8));
      buffer.clear();
    }
  }
}
