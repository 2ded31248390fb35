package dev.jug.cri.stream;

import static dev.jug.cri.stream.CommandClient.RESIZE;
import static dev.jug.cri.stream.CommandClient.STDERR;
import static dev.jug.cri.stream.CommandClient.STDIN;
import static dev.jug.cri.stream.CommandClient.STDOUT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.cri.Kubelet.Refused;
import dev.jug.cri.Node;
import dev.jug.cri.message.Draft;
import dev.jug.cri.runtime.Pod;
import dev.jug.cri.stream.CommandClient.Kind;
import dev.jug.grpc.Status;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.net.URI;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The streams of containers' own processes, by clients of both kinds. */
@Root
@LeakChecked
@Requires("busybox")
@Timeout(60)
class AttachTest {
  @RegisterExtension private static final Node node = new Node();
  private final Pod pod = Pod.of(node, "pod");
  private String sandbox;

  @BeforeEach
  void run() {
    sandbox = pod.run();
  }

  private String start(String line, String... flags) {
    return pod.start(sandbox, Pod.shell("c", line, config -> flags(config, flags)));
  }

  private static void flags(Draft out, String... flags) {
    for (var flag : flags) {
      out.flag(flag, true);
    }
  }

  private static URI attach(Consumer<Draft> request) {
    return URI.create(Pod.text(node.kubelet().runtime("Attach", request), "url"));
  }

  private static URI attach(String container, String... flags) {
    return attach(in -> flags(in.text("container_id", container), flags));
  }

  private void ended(String container) {
    assertThat(Pod.constant(pod.ended(container), "state")).isEqualTo("CONTAINER_EXITED");
  }

  @ParameterizedTest
  @EnumSource
  void outputComesFromNowOnAndIsInTheLogToo(Kind kind) throws Exception {
    var line = "read word; echo got $word; echo bad >&2; exit 7";
    var id = start(line, "stdin", "stdin_once");
    var url = attach(id, "stdin", "stdout", "stderr");
    try (var client = kind.connect(url, STDIN, STDOUT, STDERR)) {
      client.send(STDIN, "it\n".getBytes(UTF_8));
      assertThat(client.status()).contains("\"status\":\"Success\"");
      assertThat(client.text(STDOUT)).isEqualTo("got it\n");
      assertThat(client.text(STDERR)).isEqualTo("bad\n");
    }
    ended(id);
    assertThat(pod.said("c")).isEqualTo("got it\nbad\n");
  }

  @ParameterizedTest
  @EnumSource
  void inputForOneClientEndsWhenThatEndsIt(Kind kind) throws Exception {
    var id = start("cat; echo over", "stdin", "stdin_once");
    try (var client = kind.connect(attach(id, "stdin", "stdout"), STDIN, STDOUT)) {
      client.send(STDIN, "hello ".getBytes(UTF_8));
      client.end(STDIN);
      client.awaitText(STDOUT, "hello over\n");
    }
    ended(id);
  }

  @ParameterizedTest
  @EnumSource
  void inputForOneClientEndsWhenThatGoesEvenIfItSaidNothing(Kind kind) throws Exception {
    var id = start("echo begin; cat", "stdin", "stdin_once");
    try (var watcher = kind.connect(attach(id, "stdout"), STDOUT)) {
      try (var client = kind.connect(attach(id, "stdin", "stdout"), STDIN, STDOUT)) {
        client.send(STDIN, new byte[0]);
        pod.exec(id, "true");
      }
      assertThat(watcher.status()).contains("Success");
    }
    ended(id);
  }

  @ParameterizedTest
  @EnumSource
  void inputForManyOutlivesEachOfThem(Kind kind) throws Exception {
    var id = start("while read word; do echo got $word; done", "stdin");
    for (var word : new String[] {"one", "two"}) {
      try (var client = kind.connect(attach(id, "stdin", "stdout"), STDIN, STDOUT)) {
        client.send(STDIN, (word + "\n").getBytes(UTF_8));
        client.awaitText(STDOUT, "got " + word + "\n");
        client.end(STDIN);
        pod.exec(id, "sleep 0.2");
      }
    }
    assertThat(Pod.constant(pod.status(id), "state")).isEqualTo("CONTAINER_RUNNING");
  }

  /** What a client sends for a container without input must not stand in the way of its sizes. */
  @Test
  void inputThatNobodyReadsIsThrownAway() throws Exception {
    var id = start("while [ ! -e /go ]; do sleep 0.01; done; echo out");
    try (var client = Kind.WEB_SOCKET.connect(attach(id, "stdin", "stdout"), STDIN, STDOUT)) {
      for (int i = 0; i < 1024; i++) {
        client.send(STDIN, new byte[16_384]);
      }
      pod.exec(id, "touch /go");
      assertThat(client.status()).contains("Success");
      assertThat(client.text(STDOUT)).isEqualTo("out\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTerminalHasTheClientsSize(Kind kind) throws Exception {
    var id =
        start(
            "while [ \"$(stty size)\" != '33 77' ]; do sleep 0.01; done; echo is", "tty", "stdin");
    try (var client = kind.connect(attach(id, "stdin", "stdout", "tty"), STDIN, STDOUT, RESIZE)) {
      client.send(RESIZE, "{\"Width\":77,\"Height\":33}".getBytes(UTF_8));
      assertThat(client.status()).contains("Success");
      assertThat(client.text(STDOUT)).endsWith("is\r\n");
    }
  }

  private static void refused(Status status, String why, Consumer<Draft> request) {
    assertThatThrownBy(() -> attach(request))
        .hasMessageContaining(why)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  void whatTheInterfaceForbidsIsRefusedBeforeThereIsAUrl() {
    var id = start("sleep 1000");
    refused(Status.INVALID_ARGUMENT, "one of stdin", in -> in.text("container_id", id));
    refused(
        Status.INVALID_ARGUMENT,
        "has no terminal",
        in -> flags(in.text("container_id", id), "stdout", "tty"));
    refused(
        Status.NOT_FOUND,
        "no such container",
        in -> flags(in.text("container_id", "none"), "stdout"));
    node.kubelet().runtime("StopContainer", in -> in.text("container_id", id));
    refused(
        Status.FAILED_PRECONDITION,
        "not running",
        in -> flags(in.text("container_id", id), "stdout"));
  }
}
