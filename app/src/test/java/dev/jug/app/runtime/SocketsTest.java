package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.linux.Fd;
import dev.jug.linux.io.Listener;
import dev.jug.linux.io.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the runtime hands to others over sockets: terminals, processes, listeners. */
@EndToEnd
class SocketsTest {
  private OciRuntime runtime;
  private Path path;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
    path = runtime.folder().resolve("taker.sock");
  }

  @AfterEach
  void close() throws IOException {
    Files.deleteIfExists(path);
    runtime.close();
  }

  /** What came over a socket. */
  private record Parcel(String text, List<Fd> descriptors) implements AutoCloseable {
    @Override
    public void close() {
      descriptors.forEach(Fd::close);
    }

    Path file() {
      return Path.of("/proc/self/fd", Integer.toString(descriptors.getFirst().number()));
    }
  }

  private CompletableFuture<Parcel> parcel(Listener listener) {
    return CompletableFuture.supplyAsync(() -> {
      try (var socket = listener.accept()) {
        return receive(socket);
      }
    });
  }

  private static Parcel receive(Socket socket) {
    var descriptors = new ArrayList<Fd>();
    var bytes = new byte[64 * 1024];
    int length = socket.receive(bytes, 0, bytes.length, descriptors);
    return new Parcel(new String(bytes, 0, length, StandardCharsets.UTF_8), descriptors);
  }

  @Test
  void aTerminalIsHandedOver() throws Exception {
    var size = "\"consoleSize\": {\"height\": 33, \"width\": 101}";
    var script = "(tty; stty size) >/tmp/seen; sleep 1000";
    var bundle = runtime.bundle(new Bundle().terminal().process(size), "sh", "-c", script);
    try (var listener = Listener.bind(path)) {
      var parcel = parcel(listener);
      runtime
          .leave("create", "-b", bundle.toString(), "--console-socket", path.toString(), "c")
          .ok();

      try (var got = parcel.join()) {
        assertThat(Files.readSymbolicLink(got.file()).toString()).endsWith("ptmx");
        runtime.run("start", "c").ok();
        Jug.eventually(() ->
            assertThat(runtime.run("exec", "c", "cat", "/tmp/seen").out())
                .isEqualTo("/dev/pts/0\n33 101\n"));
      }
    }
  }

  @Test
  void aTerminalThatNobodyTakesIsAnError() {
    var bundle = runtime.bundle(new Bundle().terminal(), "true").toString();

    var none = runtime.leave("create", "-b", bundle, "c");
    var gone = runtime.leave("create", "-b", bundle, "--console-socket", path.toString(), "c");

    assertThat(none.err()).contains("cannot allocate tty if");
    assertThat(gone.err()).contains("connect(" + path + ")", "No such file");
    assertThat(runtime.run("list", "-q").text()).isEmpty();
  }

  @Test
  void aProcessIsHandedOver() throws Exception {
    var bundle = runtime.bundle(new Bundle(), "sleep", "1000").toString();
    try (var listener = Listener.bind(path)) {
      var parcel = parcel(listener);
      runtime.leave("create", "-b", bundle, "--pidfd-socket", path.toString(), "c").ok();

      try (var got = parcel.join()) {
        var number = got.descriptors().getFirst().number();
        var info = Files.readString(Path.of("/proc/self/fdinfo", Integer.toString(number)));
        var pid = info.lines().filter(l -> l.startsWith("Pid:")).findFirst().orElseThrow();
        assertThat(runtime.run("state", "c").text())
            .contains("\"pid\": " + pid.substring("Pid:".length()).strip() + ",");
      }
    }
  }

  private Bundle notifying() {
    return new Bundle()
        .process("\"noNewPrivileges\": true")
        .linux(
            """
            "seccomp": {"defaultAction": "SCMP_ACT_ALLOW", "listenerPath": "%s",
              "listenerMetadata": "who=me",
              "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_NOTIFY"}]}\
            """
                .formatted(path));
  }

  /** An agent that goes away decides nothing: the kernel says that there is no such call. */
  @Test
  void aListenerIsHandedOver() throws Exception {
    var bundle = runtime.bundle(notifying(), "sh", "-c", "mkdir /tmp/x; ls /tmp; sleep 1000");
    try (var listener = Listener.bind(path)) {
      var parcel = parcel(listener);
      runtime.leave("create", "-b", bundle.toString(), "c").ok();
      runtime.run("start", "c").ok();

      var got = parcel.join();
      assertThat(Files.readSymbolicLink(got.file()).toString()).contains("seccomp notify");
      assertThat(got.text())
          .contains("\"fds\":[\"seccompFd\"]", "\"metadata\":\"who=me\"", "\"id\":\"c\"");
      got.close();
    }
    Jug.eventually(() ->
        assertThat(OciRuntime.read(runtime.folder().resolve("err")))
            .contains("Function not implemented"));
  }

  @Test
  void anAgentThatIsNotThereIsNamed() {
    var bundle = runtime.bundle(notifying(), "true").toString();

    var failed = runtime.run("run", "-b", bundle, "c");

    assertThat(failed.err())
        .contains("linux.seccomp.listenerPath: connect(" + path, "No such file");
    assertThat(runtime.run("list", "-q").text()).isEmpty();
  }
}
