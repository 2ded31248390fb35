package dev.jug.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontSessionTest {
  private static final Request REQUEST =
      new Request("jug", List.of("ps"), Map.of(), "/", 0, 24, 80);

  /** What a program throws is no reason to leave the front without an answer. */
  @Test
  void aSystemCallThatFailsIsTold() throws InterruptedException {
    assertThat(told(new SysException("flock", Errno.EROFS, "/x")))
        .isEqualTo("jug: flock(/x): Read-only file system (EROFS)\n");
  }

  @Test
  void aFileThatFailsIsToldWithItsNameAndTheReason() throws InterruptedException {
    var missing = new NoSuchFileException("/x");
    assertThat(told(new UncheckedIOException(missing)))
        .isEqualTo("jug: /x: No such file or directory\n");
    assertThat(told(new UncheckedIOException("cannot read /x", missing)))
        .isEqualTo("jug: cannot read /x: No such file or directory\n");
    assertThat(told(new UncheckedIOException("cannot read /x: broken", new IOException("broken"))))
        .isEqualTo("jug: cannot read /x: broken\n");
  }

  private static String told(RuntimeException failure) throws InterruptedException {
    try (var pair = Socket.pair();
        var front = new FrameSocket(pair.first());
        var engine = new FrameSocket(pair.second())) {
      var session =
          Thread.startVirtualThread(() ->
              FrontSession.serve(
                  engine,
                  _ -> {
                    throw failure;
                  }));
      front.send(REQUEST.toFrame());

      var said = front.receive().orElseThrow();
      var end = front.receive().orElseThrow();

      assertThat(said.type()).isEqualTo(FrameType.STDERR);
      assertThat(end.type()).isEqualTo(FrameType.EXIT);
      assertThat(end.number(0)).isEqualTo(125);
      front.shutdown();
      session.join();
      return new String(said.payload(), UTF_8);
    }
  }
}
