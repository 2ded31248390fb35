package dev.jug.buildkit.files;

import dev.jug.grpc.proto.ProtoException;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What goes to and fro while a directory is sent. */
sealed interface Packet {
  int STAT = 0;
  int REQUEST = 1;
  int DATA = 2;
  int END = 3;
  int ERROR = 4;

  /** The next entry; without one all were told. */
  record Entry(Optional<FileStat> stat) implements Packet {}

  /** The content of an entry is wanted. */
  record Request(int id) implements Packet {}

  /** A piece of content; an empty one ends it. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares pieces.
  record Data(int id, byte[] bytes) implements Packet {}

  /** All is there. */
  record End() implements Packet {}

  /** The other end cannot go on. */
  record Failed(String why) implements Packet {}

  /**
   * Reads one.
   *
   * @throws ProtoException if it is none
   */
  static Packet of(byte[] message) throws ProtoException {
    var in = ProtoReader.of(message);
    int id = (int) in.number(3);
    return switch ((int) in.number(1)) {
      case STAT ->
          new Entry(in.has(2) ? Optional.of(FileStat.of(in.message(2))) : Optional.empty());
      case REQUEST -> new Request(id);
      case DATA -> new Data(id, in.bytes(4));
      case END -> new End();
      case ERROR -> new Failed(new String(in.bytes(4), StandardCharsets.UTF_8));
      default -> new Failed("a packet has a type that there is not: " + in.number(1));
    };
  }

  /** As a message. */
  default byte[] message() {
    return ProtoWriter.message(out -> {
      switch (this) {
        case Entry(var stat) -> stat.ifPresent(entry -> out.message(2, entry::write));
        case Request(int id) -> out.number(1, REQUEST).number(3, id);
        case Data(int id, var bytes) -> {
          out.number(1, DATA).number(3, id);
          if (bytes.length > 0) {
            out.bytes(4, bytes);
          }
        }
        case End() -> out.number(1, END);
        case Failed(var why) -> out.number(1, ERROR).bytes(4, why.getBytes(StandardCharsets.UTF_8));
      }
    });
  }
}
