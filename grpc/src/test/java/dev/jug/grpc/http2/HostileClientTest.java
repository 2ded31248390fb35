package dev.jug.grpc.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server end, and bytes that no sane client sends. */
class HostileClientTest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final List<Http2Stream> accepted = new ArrayList<>();

  HostileClientTest() {
    sent.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
    send(Frame.SETTINGS, 0, 0, new byte[0]);
  }

  private void send(int type, int flags, int stream, byte[] payload) {
    sent.writeBytes(new Frame(type, flags, stream, payload).bytes());
  }

  private void begin(int stream) {
    var fields = FieldWriter.write(List.of(new Field(":path", "/x")));
    send(Frame.HEADERS, Frame.END_HEADERS, stream, fields);
  }

  private void run() throws Exception {
    Http2Connection.server(new ByteArrayInputStream(sent.toByteArray()), answer, accepted::add)
        .run();
  }

  private List<Frame> answered() throws Exception {
    var in = new ByteArrayInputStream(answer.toByteArray());
    var frames = new ArrayList<Frame>();
    for (var next = Frame.read(in); next.isPresent(); next = Frame.read(in)) {
      frames.add(next.get());
    }
    return frames;
  }

  private void isRefused(String why) throws Exception {
    assertThatThrownBy(this::run).isInstanceOf(Http2Exception.class).hasMessageContaining(why);
    assertThat(answered().getLast().type()).as("the last frame").isEqualTo(Frame.GOAWAY);
  }

  @Test
  void anEndOfTheConnectionEndsItsStreams() throws Exception {
    begin(1);
    run();
    assertThat(accepted).hasSize(1);
    assertThatThrownBy(() -> accepted.getFirst().in().read()).hasMessageContaining("closed");
  }

  @Test
  void whatDoesNotBeginAsHttp2IsRefused() throws Exception {
    sent.reset();
    sent.writeBytes("GET / HTTP/1.1\r\nHost: nobody\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    isRefused("not HTTP/2");
  }

  @Test
  void framesThatAreTooLargeAreRefused() throws Exception {
    send(Frame.DATA, 0, 1, new byte[Frame.LARGEST + 1]);
    isRefused("a frame has 16385 bytes");
  }

  @Test
  void moreDataThanThereIsRoomForIsRefused() throws Exception {
    begin(1);
    for (int i = 0; i <= Inbox.ROOM / Frame.LARGEST; i++) {
      send(Frame.DATA, 0, 1, new byte[Frame.LARGEST]);
    }
    isRefused("room");
  }

  @Test
  void aWindowThatGrowsTooLargeIsRefused() throws Exception {
    sent.writeBytes(Frame.of(Frame.WINDOW_UPDATE, 0, Integer.MAX_VALUE).bytes());
    isRefused("a window");
  }

  @Test
  void streamsThatOnlyServersMayOpenAreRefused() throws Exception {
    begin(2);
    isRefused("stream 2");
  }

  @Test
  void fieldsThatAreInterruptedAreRefused() throws Exception {
    send(Frame.HEADERS, 0, 1, new byte[0]);
    send(Frame.PING, 0, 0, new byte[8]);
    isRefused("not whole");
  }

  @Test
  void fieldsWithoutEndAreRefused() throws Exception {
    send(Frame.HEADERS, 0, 1, new byte[0]);
    for (int i = 0; i <= FieldReader.LARGEST_BLOCK / Frame.LARGEST; i++) {
      send(Frame.CONTINUATION, 0, 1, new byte[Frame.LARGEST]);
    }
    isRefused("too many header fields");
  }

  @Test
  void nothingButPaddingIsRefused() throws Exception {
    begin(1);
    send(Frame.DATA, Frame.PADDED, 1, new byte[] {5, 0});
    isRefused("padding");
  }

  @Test
  void moreCallsThanAllowedAreRefusedOneByOne() throws Exception {
    for (int i = 0; i < 140; i++) {
      begin(1 + 2 * i);
    }
    run();
    assertThat(accepted).hasSize(128);
    assertThat(answered()).filteredOn(frame -> frame.type() == Frame.RST_STREAM).hasSize(12);
  }

  @Test
  void framesOfUnknownKindsAndStreamsAreIgnored() throws Exception {
    send(0xbe, 0, 7, new byte[3]);
    send(Frame.DATA, 0, 99, new byte[3]);
    sent.writeBytes(Frame.of(Frame.WINDOW_UPDATE, 99, 1).bytes());
    sent.writeBytes(Frame.of(Frame.RST_STREAM, 99, 1).bytes());
    send(Frame.PING, 0, 0, new byte[8]);
    run();
    assertThat(answered())
        .anySatisfy(frame -> {
          assertThat(frame.type()).isEqualTo(Frame.PING);
          assertThat(frame.has(Frame.ACK)).isTrue();
        });
  }

  @Test
  void anEndWithinAFrameIsNoCleanEnd() {
    sent.writeBytes(new byte[] {0, 0, 9});
    assertThatThrownBy(this::run).hasMessageContaining("within a frame");
  }
}
