package dev.jug.cri.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.cri.Kubelet.Refused;
import dev.jug.cri.Node;
import dev.jug.cri.runtime.Pod;
import dev.jug.grpc.Status;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ports of pods. */
@Root
@LeakChecked
@Requires("busybox")
@Timeout(60)
class ForwardTest {
  private static final String PROTOCOL = "portforward.k8s.io";

  @RegisterExtension private static final Node node = new Node();
  private final Pod pod = Pod.of(node, "pod");

  private static URI forward(String sandbox, Long... ports) {
    var request =
        node.kubelet()
            .runtime(
                "PortForward",
                in -> in.text("pod_sandbox_id", sandbox).numbers("port", List.of(ports)));
    return URI.create(Pod.text(request, "url"));
  }

  private static int open(SpdyClient client, String type, int port, int request)
      throws IOException {
    return client.open("streamtype", type, "port", "" + port, "requestid", "" + request);
  }

  @Test
  void severalPortsGoThroughOneConnectionAndEachEndsByItself() throws Exception {
    var sandbox = pod.run();
    var line = "nc -ll -p 80 -e cat & nc -ll -p 81 -e sh -c 'cat; echo over' & wait";
    var id = pod.start(sandbox, Pod.shell("c", line));
    pod.listening(id, 80);
    pod.listening(id, 81);
    try (var client = SpdyClient.connect(forward(sandbox), PROTOCOL)) {
      int error = open(client, "error", 80, 0);
      int first = open(client, "data", 80, 0);
      open(client, "error", 81, 1);
      int second = open(client, "data", 81, 1);
      client.data(first, "one".getBytes(UTF_8), false);
      client.data(second, "two ".getBytes(UTF_8), true);
      assertThat(client.end(second)).isEqualTo("two over\n");
      client.awaitText(first, "one");
      client.data(first, " more".getBytes(UTF_8), true);
      assertThat(client.end(first)).isEqualTo("one more");
      assertThat(client.end(error)).isEmpty();
    }
  }

  @Test
  void webSocketsHaveTheirPortsInTheRequest() throws Exception {
    var sandbox = pod.run();
    var id = pod.start(sandbox, Pod.shell("c", "nc -ll -p 80 -e cat"));
    pod.listening(id, 80);
    try (var client = SocketClient.connect(forward(sandbox, 80L, 9L), "v4.channel.k8s.io")) {
      client.send(0, "hello".getBytes(UTF_8));
      client.awaitText(0, "hello");
      client.awaitText(3, "error forwarding port 9");
    }
  }

  @Test
  void aPortWhereNobodyListensIsAnErrorOfThatConnectionOnly() throws Exception {
    var sandbox = pod.run();
    var id = pod.start(sandbox, Pod.shell("c", "nc -ll -p 80 -e cat"));
    pod.listening(id, 80);
    try (var client = SpdyClient.connect(forward(sandbox), PROTOCOL)) {
      int error = open(client, "error", 9, 0);
      open(client, "data", 9, 0);
      assertThat(client.end(error))
          .contains("error forwarding port 9 to pod " + sandbox)
          .contains("failed to connect to localhost:9 inside the pod: Connection refused");
      open(client, "error", 80, 1);
      int data = open(client, "data", 80, 1);
      client.data(data, "still".getBytes(UTF_8), true);
      assertThat(client.end(data)).isEqualTo("still");
    }
  }

  @Test
  void whatListensAtIpv6OnlyIsReachedToo() throws Exception {
    var sandbox = pod.run();
    var id = pod.start(sandbox, Pod.shell("c", "httpd -f -p [::1]:80"));
    pod.listening(id, 80);
    try (var client = SpdyClient.connect(forward(sandbox), PROTOCOL)) {
      open(client, "error", 80, 0);
      int data = open(client, "data", 80, 0);
      client.data(data, "GET /none HTTP/1.0\r\n\r\n".getBytes(UTF_8), true);
      assertThat(client.end(data)).contains("404");
    }
  }

  @Test
  void aPodOnTheNodesNetworkHasItsPortsThere() throws Exception {
    var sandbox =
        new Pod(node, "host", Pod.namespaces(options -> options.constant("network", "NODE"))).run();
    try (var server = new ServerSocket(0);
        var client = SpdyClient.connect(forward(sandbox), PROTOCOL)) {
      open(client, "error", server.getLocalPort(), 0);
      int data = open(client, "data", server.getLocalPort(), 0);
      try (var program = server.accept()) {
        program.getOutputStream().write("here".getBytes(UTF_8));
      }
      assertThat(client.end(data)).isEqualTo("here");
    }
  }

  /** What listens is not of the pod, so it does not end with it. */
  @Test
  void aSandboxThatStopsEndsWhatGoesIntoIt() throws Exception {
    var sandbox =
        new Pod(node, "host", Pod.namespaces(options -> options.constant("network", "NODE"))).run();
    try (var server = new ServerSocket(0);
        var client = SpdyClient.connect(forward(sandbox), PROTOCOL)) {
      open(client, "error", server.getLocalPort(), 0);
      int data = open(client, "data", server.getLocalPort(), 0);
      try (var program = server.accept()) {
        program.setSoTimeout(10_000);
        node.kubelet().runtime("StopPodSandbox", in -> in.text("pod_sandbox_id", sandbox));
        assertThat(program.getInputStream().read()).isEqualTo(-1);
        client.end(data);
      }
    }
  }

  private static void refused(Status status, String why, String sandbox, Long... ports) {
    assertThatThrownBy(() -> forward(sandbox, ports))
        .hasMessageContaining(why)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  void whatTheInterfaceForbidsIsRefusedBeforeThereIsAUrl() throws Exception {
    var sandbox = pod.run();
    refused(Status.INVALID_ARGUMENT, "port 65536 is not between", sandbox, 80L, 65_536L);
    refused(Status.NOT_FOUND, "none", "none");
    var url = forward(sandbox);
    node.kubelet().runtime("StopPodSandbox", in -> in.text("pod_sandbox_id", sandbox));
    refused(Status.FAILED_PRECONDITION, "is not ready", sandbox);
    try (var client = SpdyClient.connect(url, PROTOCOL)) {
      int error = open(client, "error", 80, 0);
      open(client, "data", 80, 0);
      assertThat(client.end(error)).contains("is not ready");
    }
  }
}
