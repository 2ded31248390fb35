package dev.jug.http.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.http.endpoint.Endpoint;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {
  @TempDir Path directory;

  private Listener listen(Path path) throws IOException {
    return Listener.open(new Endpoint.Unix(path));
  }

  private static void leaveBehind(Path path) throws IOException {
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(path));
    }
  }

  @Test
  void ownerAndGroupMayConnect() throws IOException {
    var path = directory.resolve("s");
    try (var _ = listen(path)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-rw----");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatWasLeftBehindIsReplaced() throws IOException {
    var path = directory.resolve("s");
    leaveBehind(path);
    leaveBehind(directory.resolve(".s.new"));
    try (var listener = listen(path);
        var client = SocketChannel.open(UnixDomainSocketAddress.of(path));
        var link = listener.accept()) {
      assertThat(client.isConnected()).isTrue();
      assertThat(link.peer()).isNotNull();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void oneThatIsServedIsNot() throws IOException {
    var path = directory.resolve("s");
    try (var _ = listen(path)) {
      assertThatThrownBy(() -> listen(path))
          .hasMessage("cannot listen at " + path + ": another process listens there");
      assertThat(path).exists();
    }
  }

  @Test
  void whatIsNoSocketStays() throws IOException {
    var path = Files.writeString(directory.resolve("s"), "precious");
    assertThatThrownBy(() -> listen(path)).hasMessageContaining("no socket; remove it");
    assertThat(path).hasContent("precious");
  }

  @Test
  void aSuccessorsFileStays() throws IOException {
    var path = directory.resolve("s");
    var first = listen(path);
    Files.delete(path);
    try (var _ = listen(path)) {
      first.close();
      assertThat(path).exists();
    }
  }

  @Test
  void whatCannotBeIsSaidWithItsPath() {
    var missing = directory.resolve("none/s");
    assertThatThrownBy(() -> listen(missing)).hasMessageStartingWith("cannot listen at " + missing);
    var unknown = new Endpoint.Unix(directory.resolve("s"), Optional.of("no-such-group"));
    assertThatThrownBy(() -> Listener.open(unknown)).hasMessageContaining("no-such-group");
    assertThat(directory).isEmptyDirectory();
  }
}
