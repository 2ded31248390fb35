package dev.jug.linux.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever the kernel says of rules, sets, connections and packets, whoever made them, it is read
 * or refused by name. The corpus is what a kernel said (Linux 6.18).
 */
@Timeout(24 * 3600)
class NetfilterFuzzTest {
  private static final Table TABLE = new Table(Family.INET, "jug");
  private static final NamedSet PLAIN = NamedSet.of(TABLE, "s", DataType.IPV4_ADDRESS);
  private static final NamedSet RANGES =
      PLAIN.mappingTo(DataType.VERDICT).with(NamedSet.Flag.INTERVAL);
  private static final int PAYLOAD = 9;
  private static final int PREFIX = 10;

  private static void fuzz(String folder, Consumer<Attributes> reader) {
    Fuzz.of(Corpus.of(NetfilterFuzzTest.class, "corpus/" + folder), 10_000)
        .run(input -> readOrRefuse(input, reader));
  }

  private static void readOrRefuse(byte[] input, Consumer<Attributes> reader) {
    try {
      messages(input)
          .forEach(message -> {
            Reading.table(message);
            reader.accept(message.attributes());
          });
    } catch (SysException e) {
      assertThat(e.errno()).isEqualTo(Errno.EBADMSG);
    }
  }

  private static List<NetlinkMessage> messages(byte[] input) {
    var in = NetlinkMessage.buffer(input);
    var messages = new ArrayList<NetlinkMessage>();
    while (in.hasRemaining()) {
      var message = NetlinkMessage.take(in, TableMessage.BYTES, ByteOrder.BIG_ENDIAN);
      if (message.body().capacity() == TableMessage.BYTES) {
        messages.add(message);
      }
    }
    return messages;
  }

  @Test
  void rulesAndChains() {
    fuzz(
        "rules",
        attributes -> {
          Reading.rule(TABLE, attributes);
          Reading.drops(attributes, Hook.Point.FORWARD);
        });
  }

  @Test
  void elements() {
    fuzz(
        "elements",
        attributes -> {
          var described = attributes.nested(3).list(1);
          ElementEncoding.read(PLAIN, described);
          ElementEncoding.read(RANGES, described);
        });
  }

  @Test
  void connections() {
    fuzz("connections", TrackedConnection::read);
  }

  @Test
  void packets() {
    fuzz("packets", log -> LoggedPacket.read(log.text(PREFIX), log.bytes(PAYLOAD)));
  }
}
