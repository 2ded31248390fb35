package dev.jug.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.io.MemoryFile;
import dev.jug.linux.io.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameSocketTest {
  private final Socket.Pair pair = Socket.pair();
  private final FrameSocket ours = new FrameSocket(pair.first());
  private final FrameSocket theirs = new FrameSocket(pair.second());

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void framesArriveWhole() {
    var large = new byte[300_000];
    new Random(2).nextBytes(large);
    Thread.startVirtualThread(() -> {
      ours.send(Frame.of(FrameType.STDIN, large));
      ours.send(Frame.ofInts(FrameType.EXIT, 42));
      ours.shutdown();
    });

    assertThat(theirs.receive().orElseThrow().payload()).isEqualTo(large);
    assertThat(theirs.receive().orElseThrow().number(0)).isEqualTo(42);
    assertThat(theirs.receive()).isEmpty();
  }

  @Test
  void descriptorsComeWithTheirFrame() {
    try (var file = MemoryFile.sealed("f", new byte[] {1})) {
      ours.send(new Frame(FrameType.PLAN, new byte[9000], List.of(file)));
      ours.send(Frame.of(FrameType.SUBSCRIBE));

      var plan = theirs.receive().orElseThrow();
      assertThat(plan.descriptors()).hasSize(1);
      plan.descriptors().forEach(dev.jug.linux.Fd::close);
      assertThat(theirs.receive().orElseThrow().descriptors()).isEmpty();
    }
  }

  @Test
  void nonsenseIsRefused() {
    pair.first().send(new byte[] {99, 0, 0, 0, 0, 0, 0, 0}, 0, 8, List.of());
    assertThatThrownBy(theirs::receive).isInstanceOf(BrokenFrameException.class);

    pair.first().send(new byte[] {1, 0, 0, 0, -1, -1, -1, 127}, 0, 8, List.of());
    assertThatThrownBy(theirs::receive).hasMessageContaining("a frame of");
  }

  @Test
  void anEndInsideAFrameIsNotAnEnd() {
    pair.first().send(new byte[] {1, 0, 0, 0, 5, 0, 0, 0, 1}, 0, 9, List.of());
    ours.shutdown();
    assertThatThrownBy(theirs::receive).hasMessageContaining("inside a frame");
  }

  @Test
  void aRequestIsReadAsTheFrontWritesIt() {
    var text = "/home\0jug\0run\0host\0A=b\0HOME=/root\0".getBytes(StandardCharsets.UTF_8);
    var payload = new byte[16 + text.length];
    payload[0] = 3;
    payload[4] = 2;
    payload[8] = 3;
    payload[12] = 24;
    payload[14] = 80;
    System.arraycopy(text, 0, payload, 16, text.length);

    assertThat(Request.read(Frame.of(FrameType.REQUEST, payload)))
        .isEqualTo(
            new Request(
                "jug",
                List.of("run", "host"),
                Map.of("A", "b", "HOME", "/root"),
                "/home",
                3,
                24,
                80));
  }

  @Test
  void aRequestSurvivesTheWay() {
    var request = new Request("jug", List.of("ps", "-a"), Map.of("A", "b=c"), "/tmp", 1, 30, 100);

    assertThat(Request.read(request.toFrame())).isEqualTo(request);
  }

  @Test
  void aTruncatedRequestIsRefused() {
    var payload = new byte[20];
    payload[0] = 1;
    payload[16] = 'x';
    payload[18] = 'y';
    payload[19] = 'z';
    assertThatThrownBy(() -> Request.read(Frame.of(FrameType.REQUEST, payload)))
        .isInstanceOf(BrokenFrameException.class);
  }
}
