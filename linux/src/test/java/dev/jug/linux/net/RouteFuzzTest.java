package dev.jug.linux.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the kernel says of devices, addresses, routes, neighbours and qdiscs, it is read or
 * refused by name. The corpus is what a kernel said (Linux 6.18).
 */
@Timeout(24 * 3600)
class RouteFuzzTest {
  /** The type of the first message that is no control message (netlink(7)). */
  private static final int FIRST_OWN_TYPE = 16;

  /**
   * Who reads lists of a kind.
   *
   * @param folder of the corpus
   * @param structBytes of such messages
   */
  record Reader(String folder, int structBytes, Consumer<List<NetlinkMessage>> read) {
    @Override
    public String toString() {
      return folder;
    }
  }

  static Stream<Reader> readers() {
    return Stream.of(
        new Reader("links", LinkEncoding.BYTES, all -> all.forEach(DeviceStatus::of)),
        new Reader("addresses", InterfaceAddress.BYTES, RouteFuzzTest::addresses),
        new Reader("routes", Route.BYTES, RouteFuzzTest::routes),
        new Reader("neighbours", NeighbourEncoding.BYTES, RouteFuzzTest::neighbours),
        new Reader("qdiscs", ControlEncoding.BYTES, all -> all.forEach(QdiscStatus::of)));
  }

  private static void addresses(List<NetlinkMessage> answers) {
    for (var address : InterfaceAddress.read(answers)) {
      new Prefix(address.address(), address.prefixLength()).first();
      assertThat(address.toString()).contains("/");
    }
  }

  private static void routes(List<NetlinkMessage> answers) {
    answers.stream().filter(Route::isOurs).map(Route::of).forEach(RouteFuzzTest::shown);
  }

  private static void shown(Record read) {
    assertThat(read).asString().isNotBlank();
  }

  private static void neighbours(List<NetlinkMessage> answers) {
    Neighbour.read(NeighbourEncoding.read(answers, 0)).forEach(RouteFuzzTest::shown);
    ForwardingEntry.read(NeighbourEncoding.read(answers, Family.BRIDGE))
        .forEach(RouteFuzzTest::shown);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void answers(Reader reader) {
    var corpus = Corpus.of(RouteFuzzTest.class, "corpus/" + reader.folder);
    corpus.inputs().forEach(good -> assertThat(messages(good, reader)).isNotEmpty());
    Fuzz.of(corpus, 10_000).run(input -> readOrRefuse(input, reader));
  }

  private static void readOrRefuse(byte[] input, Reader reader) {
    try {
      reader.read.accept(messages(input, reader));
    } catch (SysException e) {
      assertThat(e.errno()).isEqualTo(Errno.EBADMSG);
    }
  }

  private static List<NetlinkMessage> messages(byte[] input, Reader reader) {
    var in = NetlinkMessage.buffer(input);
    var messages = new ArrayList<NetlinkMessage>();
    while (in.hasRemaining()) {
      var message = NetlinkMessage.take(in, reader.structBytes, ByteOrder.nativeOrder());
      if (message.type() >= FIRST_OWN_TYPE) {
        messages.add(message);
      }
    }
    return messages;
  }
}
