package dev.jug.app.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each endpoint is there, or says that it is not, as the table has it. */
@EndToEnd
@Requires("command:docker")
class EndpointsTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  static List<Section> endpoints() {
    return Section.read("endpoints.txt");
  }

  /** Asks about something that does not exist: who knows the path says that, others do not. */
  @ParameterizedTest
  @MethodSource("endpoints")
  void anEndpointIsWhatTheTableSays(Section endpoint) throws IOException {
    var answer = ask(endpoint);
    boolean isThere = !answer.matches("(?s)HTTP/1.1 (404 .*page not found|405|501).*");
    assertThat(isThere).as(answer).isEqualTo(endpoint.find("see").isPresent());
    endpoint.find("see").ifPresent(ShownBy::requireTest);
  }

  private static String ask(Section endpoint) throws IOException {
    var words = endpoint.name().split(" ", 2);
    var path = "/v1.51" + words[1].replaceAll("\\{\\w+}", "nosuch") + endpoint.value("ask");
    var request =
        "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            .formatted(words[0], path);
    try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(docker.socket()))) {
      socket.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
      return new String(Channels.newInputStream(socket).readAllBytes(), UTF_8);
    }
  }
}
