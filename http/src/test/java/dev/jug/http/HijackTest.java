package dev.jug.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What clients of containers do with a connection that they take over. */
class HijackTest {
  private static final String ATTACH =
      """
      POST /attach HTTP/1.1\r
      Host: x\r
      Connection: Upgrade\r
      Upgrade: tcp\r
      Content-Length: 0\r
      \r
      """;

  private static void echo(Request request, Response response) throws IOException {
    var said = new String(request.body().readAllBytes(), UTF_8);
    var stream = response.header("Content-Type", "application/raw").hijack();
    stream.out().write(said.getBytes(UTF_8));
    stream.in().transferTo(stream.out());
    stream.out().write("end".getBytes(UTF_8));
  }

  @Test
  void attachIsAnsweredWith101AndBothWaysAreRaw() throws IOException {
    try (var fixture = new Fixture(HijackTest::echo);
        var client = fixture.connect()) {
      assertThat(client.send(ATTACH).head())
          .startsWith("HTTP/1.1 101 ")
          .contains("\r\nConnection: Upgrade\r\n", "\r\nUpgrade: tcp\r\n")
          .contains("\r\nContent-Type: application/raw\r\n")
          .doesNotContain("Content-Length", "Transfer-Encoding");
      assertThat(client.send("one").until("one")).isEqualTo("one");
      assertThat(client.send("two").until("two")).isEqualTo("two");
      client.closeWrite();
      assertThat(client.rest()).isEqualTo("end");
    }
  }

  @Test
  void execHasABodyBeforeTheStream() throws IOException {
    try (var fixture = new Fixture(HijackTest::echo);
        var client = fixture.connect()) {
      client.send(ATTACH.replace("Length: 0", "Length: 13") + "{\"Tty\":false}");
      assertThat(client.head()).startsWith("HTTP/1.1 101 ");
      assertThat(client.until("}")).isEqualTo("{\"Tty\":false}");
      client.closeWrite();
      assertThat(client.rest()).isEqualTo("end");
    }
  }

  @Test
  void whoDoesNotAskToUpgradeGets200() throws IOException {
    var request = "POST /exec HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    try (var fixture = new Fixture(HijackTest::echo);
        var client = fixture.connect()) {
      assertThat(client.send(request).head())
          .startsWith("HTTP/1.1 200 ")
          .doesNotContain("Upgrade", "Content-Length", "Transfer-Encoding");
      client.send("in");
      assertThat(client.until("in")).isEqualTo("{}in");
      client.closeWrite();
      assertThat(client.rest()).isEqualTo("end");
    }
  }

  @Test
  void bytesRightBehindTheRequestAreNotLost() throws IOException {
    try (var fixture = new Fixture(HijackTest::echo);
        var client = fixture.connect()) {
      client.send(ATTACH + "early");
      client.closeWrite();
      client.head();
      assertThat(client.rest()).isEqualTo("earlyend");
    }
  }

  @Test
  void muchIsEchoedWholeToAClientThatReadsLate() throws Exception {
    long size = 64L << 20;
    try (var fixture = new Fixture(HijackTest::echo);
        var client = fixture.connect()) {
      client.send(ATTACH).head();
      var sent = new CRC32();
      var sender = Thread.ofVirtual().start(() -> send(client, size, sent));
      var got = new CRC32();
      var bytes = new byte[50_000];
      long left = size;
      while (left > 0) {
        int count = client.read(bytes);
        assertThat(count).as("with %d bytes missing", left).isPositive();
        got.update(bytes, 0, (int) Math.min(count, left));
        left -= count;
      }
      sender.join();
      assertThat(got.getValue()).isEqualTo(sent.getValue());
      assertThat("end").endsWith(client.rest());
    }
  }

  private static void send(Client client, long size, CRC32 sum) {
    try {
      var random = new Random(1);
      var bytes = new byte[64 << 10];
      for (long done = 0; done < size; done += bytes.length) {
        random.nextBytes(bytes);
        sum.update(bytes);
        client.send(bytes);
      }
      client.closeWrite();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theServerMayEndItsDirectionFirst() throws IOException, InterruptedException {
    var heard = new LinkedBlockingQueue<String>();
    Handler handler =
        (_, response) -> {
          var stream = response.hijack();
          stream.out().write("last".getBytes(UTF_8));
          stream.closeWrite();
          heard.add(new String(stream.in().readAllBytes(), UTF_8));
        };
    try (var fixture = new Fixture(handler);
        var client = fixture.connect()) {
      client.send(ATTACH).head();
      assertThat(client.rest()).isEqualTo("last");
      client.send("still heard").closeWrite();
      assertThat(heard.take()).isEqualTo("still heard");
    }
  }

  @Test
  void outputIsNotLostOnAClientThatGoesOnSending() throws IOException {
    Handler deaf = (_, response) -> response.hijack().out().write("all of it".getBytes(UTF_8));
    try (var fixture = new Fixture(deaf);
        var client = new Client(fixture.listenTcp())) {
      client.send(ATTACH + "x".repeat(8 << 20));
      client.head();
      assertThat(client.rest()).isEqualTo("all of it");
    }
  }

  @Test
  void anIdleStreamCostsLittle() throws IOException {
    int count = 1000;
    var clients = new ArrayList<Client>();
    try (var fixture = new Fixture(HijackTest::echo)) {
      hijack(fixture, clients, 10);
      long before = used();
      hijack(fixture, clients, count);
      long each = (used() - before) / count;
      assertThat(each).as("bytes of heap for a stream and its client").isLessThan(12 << 10);
      for (var client : clients) {
        assertThat(client.send("x").until("x")).isEqualTo("x");
      }
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
  }

  private static void hijack(Fixture fixture, List<Client> clients, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var client = fixture.connect();
      clients.add(client);
      client.send(ATTACH).head();
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
