package dev.jug.cri.stream;

import static dev.jug.cri.stream.CommandClient.STDIN;
import static dev.jug.cri.stream.CommandClient.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cri.Node;
import dev.jug.cri.runtime.Pod;
import dev.jug.cri.stream.CommandClient.Kind;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred megabytes there and back, and a client that does not read. */
@Root
@LeakChecked
@Requires("busybox")
@Timeout(120)
class BulkTest {
  private static final int PIECES = 1600;
  private static final int PIECE = 65_536;

  @RegisterExtension private static final Node node = new Node();
  private final DigestOutputStream back = sum();
  private final Pod pod = Pod.of(node, "pod");
  private String sandbox;
  private String container;

  /** Sends something. */
  private interface Sender {
    void send(byte[] piece) throws IOException;
  }

  @BeforeEach
  void run() {
    sandbox = pod.run();
    container = pod.start(sandbox, Pod.shell("c", "nc -ll -p 80 -e cat"));
  }

  private static DigestOutputStream sum() {
    try {
      return new DigestOutputStream(
          OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(DigestOutputStream sum) {
    return HexFormat.of().formatHex(sum.getMessageDigest().digest());
  }

  /** Sends all of it, and gives its sum. */
  private static String send(Sender sender) {
    var chance = new SplittableRandom(7);
    var sum = sum();
    var piece = new byte[PIECE];
    try {
      for (int i = 0; i < PIECES; i++) {
        chance.nextBytes(piece);
        sum.write(piece);
        sender.send(piece);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return hex(sum);
  }

  private URI exec(String line) {
    return URI.create(
        Pod.text(
            node.kubelet()
                .runtime(
                    "Exec",
                    in ->
                        in.text("container_id", container)
                            .texts("cmd", List.of("sh", "-c", line))
                            .flag("stdin", true)
                            .flag("stdout", true)),
            "url"));
  }

  @ParameterizedTest
  @EnumSource
  void throughACommand(Kind kind) throws Exception {
    try (var client = kind.connect(exec("cat"), STDIN, STDOUT)) {
      client.into(STDOUT, back);
      var sent =
          CompletableFuture.supplyAsync(() -> {
            var sum = send(piece -> client.send(STDIN, piece));
            end(client);
            return sum;
          });
      assertThat(client.status()).contains("Success");
      assertThat(hex(back)).isEqualTo(sent.get());
    }
  }

  private static void end(CommandClient client) {
    try {
      client.end(STDIN);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void throughAPort() throws Exception {
    pod.listening(container, 80);
    var asked = node.kubelet().runtime("PortForward", in -> in.text("pod_sandbox_id", sandbox));
    var url = URI.create(Pod.text(asked, "url"));
    try (var client = SpdyClient.connect(url, "portforward.k8s.io")) {
      client.open("streamtype", "error", "port", "80", "requestid", "0");
      int data = client.open("streamtype", "data", "port", "80", "requestid", "0");
      client.into(data, back);
      var sent =
          CompletableFuture.supplyAsync(() -> {
            var sum = send(piece -> client.data(data, piece, false));
            last(client, data);
            return sum;
          });
      client.end(data);
      assertThat(hex(back)).isEqualTo(sent.get());
    }
  }

  private static void last(SpdyClient client, int stream) {
    try {
      client.data(stream, new byte[0], true);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsTheCommandUp() throws Exception {
    var line = "dd if=/dev/zero bs=1M count=100; touch /done";
    try (var client = Kind.SPDY.connect(exec(line), STDIN, STDOUT)) {
      pod.exec(container, "while ! pidof dd; do sleep 0.01; done; sleep 1");
      assertThat(pod.exec(container, "ls /done 2>&1")).contains("No such file");
      client.into(STDOUT, back);
      assertThat(client.status()).contains("Success");
      assertThat(pod.exec(container, "ls /done")).isEqualTo("/done\n");
    }
  }
}
