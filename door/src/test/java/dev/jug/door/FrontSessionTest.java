package dev.jug.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontSessionTest {
  private static final Request REQUEST =
      new Request("jug", List.of("ps"), Map.of(), "/", 0, 24, 80);

  /** What a program throws is no reason to leave the front without an answer. */
  @Test
  void aSystemCallThatFailsIsTold() throws InterruptedException {
    try (var pair = Socket.pair();
        var front = new FrameSocket(pair.first());
        var engine = new FrameSocket(pair.second())) {
      var session =
          Thread.startVirtualThread(() ->
              FrontSession.serve(
                  engine,
                  _ -> {
                    throw new SysException("flock", Errno.EROFS, "/x");
                  }));
      front.send(REQUEST.toFrame());

      var said = front.receive().orElseThrow();
      var end = front.receive().orElseThrow();

      assertThat(said.type()).isEqualTo(FrameType.STDERR);
      assertThat(new String(said.payload(), UTF_8))
          .isEqualTo("jug: flock(/x): Read-only file system (EROFS)\n");
      assertThat(end.type()).isEqualTo(FrameType.EXIT);
      assertThat(end.number(0)).isEqualTo(125);
      front.shutdown();
      session.join();
    }
  }
}
