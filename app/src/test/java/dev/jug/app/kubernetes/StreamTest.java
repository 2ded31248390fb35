package dev.jug.app.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.cri.message.Draft;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a kubelet leads its clients to: the port that was asked for, and an engine that ends. */
@EndToEnd
@Timeout(120)
class StreamTest {
  @TempDir static Path folder;
  private static Jug jug;
  private static Kubelet kubelet;
  private static int port;

  @BeforeAll
  static void open() throws IOException {
    jug = new Jug();
    kubelet = new Kubelet(jug.place().resolve("run/cri.sock"));
    try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = any.getLocalPort();
    }
    start();
    var archive = folder.resolve("box.tar").toString();
    var box = BusyboxRootfs.shared().toString();
    Jug.finish(jug.start(List.of("tar", "-cf", archive, "-C", box, ".")), new byte[0]).ok();
    jug.run("import", archive, "box:1").ok();
  }

  private static void start() {
    var streams = "127.0.0.1:" + port;
    var cri = "unix://" + kubelet.socket();
    // This machine's configurations of plugins are somebody else's.
    var none = jug.place().resolve("cni").toString();
    jug.run(
            "engine",
            "start",
            "--cri",
            cri,
            "--cri-stream-address",
            streams,
            "--cni-conf-dir",
            none)
        .ok();
  }

  @AfterAll
  static void close() throws Exception {
    for (var pod : kubelet.call("ListPodSandbox", _ -> {}).messages("items")) {
      var id = pod.text("id");
      kubelet.call("RemovePodSandbox", in -> in.text("pod_sandbox_id", id));
    }
    jug.close();
  }

  private static String container() throws Exception {
    Consumer<Draft> pod =
        config ->
            config.message(
                "metadata", data -> data.text("name", "p").text("uid", "p").text("namespace", "n"));
    var sandbox =
        kubelet.call("RunPodSandbox", in -> in.message("config", pod)).text("pod_sandbox_id");
    var id =
        kubelet
            .call(
                "CreateContainer",
                in -> in.text("pod_sandbox_id", sandbox).message("config", StreamTest::sleep))
            .text("container_id");
    kubelet.call("StartContainer", in -> in.text("container_id", id));
    return id;
  }

  private static void sleep(Draft config) {
    config
        .message("metadata", data -> data.text("name", "c"))
        .message("image", image -> image.text("image", "box:1"))
        .texts("command", List.of("sleep", "1000"));
  }

  /** A client of a command, over a WebSocket; what comes on its first output is kept. */
  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      int channel = data.get();
      var text = UTF_8.decode(data).toString();
      if (channel == 1 && !text.isEmpty()) {
        output.add(text);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end.complete("closed: " + code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end.complete("broken: " + error);
    }
  }

  private static URI exec(String container, String line) throws Exception {
    var answer =
        kubelet.call(
            "Exec",
            in ->
                in.text("container_id", container)
                    .texts("cmd", List.of("sh", "-c", line))
                    .flag("stdin", true)
                    .flag("stdout", true));
    return URI.create(answer.text("url"));
  }

  private static boolean isThere(String container, String file) {
    try {
      var answer =
          kubelet.call(
              "ExecSync",
              in -> in.text("container_id", container).texts("cmd", List.of("test", "-e", file)));
      return answer.number("exit_code") == 0;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anEngineThatIsKilledEndsStreamsAndTheInputOfTheirProcesses() throws Exception {
    var id = container();
    var url = exec(id, "cat; touch /over");
    assertThat(url.toString()).startsWith("http://127.0.0.1:" + port + "/exec/");
    var client = new Client();
    try (var http = HttpClient.newHttpClient()) {
      var socket =
          http.newWebSocketBuilder()
              .subprotocols("v5.channel.k8s.io")
              .buildAsync(URI.create(url.toString().replace("http:", "ws:")), client)
              .join();
      socket.sendBinary(ByteBuffer.wrap("\0hello".getBytes(UTF_8)), true).join();
      assertThat(client.output.take()).isEqualTo("hello");
      assertThat(isThere(id, "/over")).isFalse();
      jug.killEngine();
      assertThat(client.end.join()).isNotEmpty();
      start();
      Jug.eventually(() -> assertThat(isThere(id, "/over")).isTrue());
      assertThat(exec(id, "true").getPort()).isEqualTo(port);
    }
  }
}
