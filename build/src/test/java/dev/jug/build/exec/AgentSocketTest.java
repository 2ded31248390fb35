package dev.jug.build.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSocketTest {
  @TempDir Path folder;
  private Path place;

  @BeforeEach
  void choose() {
    place = folder.resolve("agent");
  }

  private static void echo(ByteChannel program) throws IOException {
    var bytes = ByteBuffer.allocate(16);
    while (program.read(bytes) >= 0) {
      program.write(bytes.flip());
      bytes.clear();
    }
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(place));
  }

  private static String ask(SocketChannel agent, String text) throws IOException {
    agent.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    var answer = ByteBuffer.allocate(16);
    agent.read(answer);
    return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
  }

  @Test
  void severalProgramsReachTheAgentAtATime() throws IOException {
    try (var _ = AgentSocket.open(place, AgentSocketTest::echo);
        var one = connect();
        var two = connect()) {
      assertThat(ask(one, "one")).isEqualTo("one");
      assertThat(ask(two, "two")).isEqualTo("two");
      assertThat(ask(one, "again")).isEqualTo("again");
    }
  }

  @Test
  void theEndOfTheStepEndsConnections() throws IOException {
    var socket = AgentSocket.open(place, AgentSocketTest::echo);
    try (var program = connect()) {
      assertThat(ask(program, "x")).isEqualTo("x");
      socket.close();
      assertThat(program.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
  }
}
