package dev.jug.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a front asks of the engine: the payload of a REQUEST frame.
 *
 * @param program the name the front was called by, with or without folders
 * @param arguments the rest of the command line
 * @param environment the caller's environment
 * @param directory the caller's working directory
 * @param terminals which of descriptors 0, 1, 2 are terminals: bits 0, 1, 2
 * @param rows height of the caller's terminal in characters, 0 if there is none
 * @param columns its width
 */
public record Request(
    String program,
    List<String> arguments,
    Map<String, String> environment,
    String directory,
    int terminals,
    int rows,
    int columns) {
  private static final int HEADER = 16;

  public Request {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the payload of a REQUEST frame.
   *
   * @throws BrokenFrameException if it is not shaped like one
   */
  public static Request read(Frame frame) {
    var in = frame.reader();
    if (in.remaining() < HEADER) {
      throw new BrokenFrameException("REQUEST frame is too short");
    }
    int argc = in.getInt();
    int envc = in.getInt();
    int terminals = in.getInt();
    int rows = Short.toUnsignedInt(in.getShort());
    int columns = Short.toUnsignedInt(in.getShort());
    var strings = new Strings(frame.payload());
    var directory = strings.next();
    var words = strings.next(argc);
    var environment = new HashMap<String, String>();
    for (var entry : strings.next(envc)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        environment.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    var program = words.isEmpty() ? "" : words.getFirst();
    var arguments = words.subList(Math.min(1, words.size()), words.size());
    return new Request(program, arguments, environment, directory, terminals, rows, columns);
  }

  /** The request as a front sends it. */
  public Frame toFrame() {
    var strings = new ByteArrayOutputStream();
    write(strings, directory);
    write(strings, program);
    arguments.forEach(argument -> write(strings, argument));
    environment.forEach((name, value) -> write(strings, name + "=" + value));
    var out = ByteBuffer.allocate(HEADER + strings.size()).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(1 + arguments.size()).putInt(environment.size()).putInt(terminals);
    out.putShort((short) rows).putShort((short) columns).put(strings.toByteArray());
    return Frame.of(FrameType.REQUEST, out.array());
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }

  /** The NUL-terminated strings behind the numbers. */
  private static final class Strings {
    private final byte[] bytes;
    private int at = HEADER;

    private Strings(byte[] bytes) {
      this.bytes = bytes;
    }

    private List<String> next(int count) {
      var strings = new ArrayList<String>();
      for (int i = 0; i < count; i++) {
        strings.add(next());
      }
      return strings;
    }

    private String next() {
      for (int end = at; end < bytes.length; end++) {
        if (bytes[end] == 0) {
          var text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
          at = end + 1;
          return text;
        }
      }
      throw new BrokenFrameException("REQUEST frame ends inside a string");
    }
  }
}
