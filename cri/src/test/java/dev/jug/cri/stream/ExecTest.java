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
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands in containers, by clients of both kinds. */
@Root
@LeakChecked
@Requires("busybox")
@Timeout(60)
class ExecTest {
  @RegisterExtension private static final Node node = new Node();
  private final Pod pod = Pod.of(node, "pod");
  private String container;

  @BeforeEach
  void run() {
    container = pod.start(pod.run(), Pod.shell("c", "sleep 1000"));
  }

  private static URI exec(Consumer<Draft> request) {
    return URI.create(Pod.text(node.kubelet().runtime("Exec", request), "url"));
  }

  private Consumer<Draft> command(String line, String... flags) {
    return in -> {
      in.text("container_id", container).texts("cmd", List.of("sh", "-c", line));
      for (var flag : flags) {
        in.flag(flag, true);
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void outputsAreApartAndTheExitCodeIsInTheStatus(Kind kind) throws Exception {
    var url = exec(command("echo out; echo err >&2; exit 3", "stdout", "stderr"));
    try (var client = kind.connect(url, STDOUT, STDERR)) {
      assertThat(client.status())
          .contains("\"status\":\"Failure\"", "\"reason\":\"NonZeroExitCode\"")
          .contains("\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"3\"}]");
      assertThat(client.text(STDOUT)).isEqualTo("out\n");
      assertThat(client.text(STDERR)).isEqualTo("err\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theInputEndsWhenTheClientEndsIt(Kind kind) throws Exception {
    var url = exec(command("cat; echo over", "stdin", "stdout"));
    try (var client = kind.connect(url, STDIN, STDOUT)) {
      client.send(STDIN, "hello ".getBytes(UTF_8));
      client.awaitText(STDOUT, "hello ");
      client.end(STDIN);
      assertThat(client.status()).contains("\"status\":\"Success\"");
      assertThat(client.text(STDOUT)).isEqualTo("hello over\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTerminalHasTheClientsSize(Kind kind) throws Exception {
    var wait = "while [ \"$(stty size)\" != '%s' ]; do sleep 0.01; done; echo is %1$s; ";
    var line = wait.formatted("33 77") + wait.formatted("20 50") + "read word; echo $word";
    var url = exec(command(line, "stdin", "stdout", "tty"));
    try (var client = kind.connect(url, STDIN, STDOUT, RESIZE)) {
      client.send(RESIZE, "{\"Width\":77,\"Height\":33}".getBytes(UTF_8));
      client.awaitText(STDOUT, "is 33 77\r\n");
      client.send(RESIZE, "{\"Width\":50,\"Height\":20}".getBytes(UTF_8));
      client.awaitText(STDOUT, "is 20 50\r\n");
      client.send(STDIN, "bye\n".getBytes(UTF_8));
      assertThat(client.status()).contains("\"status\":\"Success\"");
      assertThat(client.text(STDOUT)).endsWith("bye\r\nbye\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatGoesAwayEndsTheInputEvenIfItSaidNothing(Kind kind) throws Exception {
    var url = exec(command("cat; touch /over", "stdin", "stdout"));
    try (var client = kind.connect(url, STDIN, STDOUT)) {
      assertThat(client.text(STDOUT)).isEmpty();
      pod.exec(container, "while ! pidof cat; do sleep 0.01; done");
    }
    pod.exec(container, "while [ ! -e /over ]; do sleep 0.01; done");
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeRunIsSaidToTheClient(Kind kind) throws Exception {
    var url =
        exec(in ->
            in.text("container_id", container)
                .texts("cmd", List.of("/no/such/program"))
                .flag("stdout", true));
    try (var client = kind.connect(url, STDOUT)) {
      assertThat(client.status()).contains("InternalError", "/no/such/program");
    }
  }

  @Test
  void aUrlIsGoodOnce() throws Exception {
    var url = exec(command("true", "stdout"));
    assertThat(url.getHost()).isEqualTo("127.0.0.1");
    try (var client = Kind.SPDY.connect(url, STDOUT)) {
      assertThat(client.status()).contains("Success");
    }
    assertThatThrownBy(() -> Kind.SPDY.connect(url, STDOUT)).hasMessageContaining(" 404 ");
  }

  private void refused(Status status, String why, Consumer<Draft> request) {
    assertThatThrownBy(() -> exec(request))
        .hasMessageContaining(why)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  void whatTheInterfaceForbidsIsRefusedBeforeThereIsAUrl() {
    refused(Status.INVALID_ARGUMENT, "one of stdin, stdout, or stderr", command("true"));
    refused(Status.INVALID_ARGUMENT, "tty and stderr", command("true", "stdout", "stderr", "tty"));
    refused(
        Status.INVALID_ARGUMENT,
        "no command",
        in -> in.text("container_id", container).flag("stdout", true));
    refused(
        Status.NOT_FOUND,
        "no such container",
        in -> in.text("container_id", "none").texts("cmd", List.of("sh")).flag("stdout", true));
    node.kubelet().runtime("StopContainer", in -> in.text("container_id", container));
    refused(Status.FAILED_PRECONDITION, "not running", command("true", "stdout"));
  }
}
