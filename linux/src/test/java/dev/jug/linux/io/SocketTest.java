package dev.jug.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTest {
  @TempDir Path folder;

  @Test
  void bytesAndDescriptorsTravelTogether() {
    try (var pair = Socket.pair();
        var file = MemoryFile.sealed("content", "hello".getBytes(StandardCharsets.UTF_8))) {
      pair.first().send(new byte[] {7}, 0, 1, List.of(file));
      var received = new ArrayList<Fd>();
      var bytes = new byte[8];

      assertThat(pair.second().receive(bytes, 0, 8, received)).isEqualTo(1);

      assertThat(bytes[0]).isEqualTo((byte) 7);
      assertThat(received).hasSize(1);
      assertThat(Path.of("/proc/self/fd/" + received.getFirst().number())).hasContent("hello");
      received.forEach(Fd::close);
    }
  }

  @Test
  void megabytesPassThroughThoughTheBufferIsSmall() throws Exception {
    var sent = new byte[3_000_000];
    new java.util.Random(1).nextBytes(sent);
    try (var pair = Socket.pair();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending =
          threads.submit(() -> {
            pair.first().send(sent, 0, sent.length, List.of());
            pair.first().shutdown();
          });

      assertThat(readAll(pair.second())).isEqualTo(sent);
      sending.get();
    }
  }

  private static byte[] readAll(Socket socket) {
    var out = new java.io.ByteArrayOutputStream();
    var buffer = new byte[10_000];
    int count;
    while ((count = socket.receive(buffer, 0, buffer.length, new ArrayList<>())) > 0) {
      out.write(buffer, 0, count);
    }
    return out.toByteArray();
  }

  @Test
  void sendingToNobodyIsAnError() {
    var pair = Socket.pair();
    pair.second().close();

    assertThatThrownBy(() -> pair.first().send(new byte[1], 0, 1, List.of()))
        .isInstanceOfSatisfying(
            SysException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPIPE))
        .hasMessageContaining("sendmsg");
    pair.first().close();
  }

  @Test
  void aListenerIsForItsOwnerOnlyAndKnowsItsPeer() throws Exception {
    var path = folder.resolve("s");
    try (var listener = Listener.bind(path);
        var client = Socket.connect(path);
        var server = listener.accept()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(server.peer().pid()).isEqualTo((int) ProcessHandle.current().pid());
      assertThat(client.peer().uid()).isEqualTo(server.peer().uid());
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void anInterruptEndsTheWaitForAConnection() throws Exception {
    try (var listener = Listener.bind(folder.resolve("s"))) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(listener::accept).hasMessageContaining("EINTR");
    }
  }

  @Test
  void connectingToNothingNamesThePath() {
    assertThatThrownBy(() -> Socket.connect(folder.resolve("none")))
        .hasMessageContaining("none")
        .hasMessageContaining("ENOENT");
  }

  @Test
  void aPathLongerThanAnAddressIsReached() throws Exception {
    var deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));
    var near = Files.createSymbolicLink(folder.resolve("near"), deep);
    try (var listener = Listener.bind(near.resolve("s"));
        var _ = Socket.connect(deep.resolve("s"))) {
      listener.accept().close();
    }
    assertThatThrownBy(() -> Socket.connect(deep.resolve("none")))
        .hasMessageContaining(deep.resolve("none").toString());
  }
}
