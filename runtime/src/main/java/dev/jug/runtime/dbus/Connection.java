package dev.jug.runtime.dbus;

import dev.jug.linux.io.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A connection to a bus, or to one program alone. For one thread, and a short life: whoever does
 * not answer before a deadline is given up.
 */
public final class Connection implements AutoCloseable {
  private static final String BUS = "org.freedesktop.DBus";

  private final MessageStream stream;
  private final Deque<Message> signals = new ArrayDeque<>();
  private final Thread deadline;
  private long serial;

  private Connection(MessageStream stream, Duration patience) {
    this.stream = stream;
    this.deadline = Thread.startVirtualThread(() -> expire(patience));
  }

  private void expire(Duration patience) {
    try {
      Thread.sleep(patience);
      stream.giveUp();
    } catch (InterruptedException e) {
      // Closed in time.
    }
  }

  /**
   * Connects.
   *
   * @param socket path of the Unix socket
   * @param bus whether a bus is there and not one program
   * @param uid our user id
   * @param patience until when all calls together must be answered
   * @throws dev.jug.linux.SysException if nobody listens there
   * @throws DbusException if we are not let in
   */
  public static Connection open(String socket, boolean bus, long uid, Duration patience) {
    var connection = new Connection(new MessageStream(Socket.connect(Path.of(socket))), patience);
    try {
      connection.stream.authenticate(uid);
      if (bus) {
        connection.call(BUS, "/org/freedesktop/DBus", BUS, "Hello", "");
      }
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Calls a method and waits for its answer.
   *
   * @param signature types of the arguments
   * @return what it returns
   * @throws DbusException if the answer is an error, or does not come
   */
  public List<Object> call(
      String destination,
      String path,
      String iface,
      String member,
      String signature,
      Object... arguments) {
    var fields =
        new TreeMap<>(
            Map.of(
                Message.PATH, new Variant("o", path),
                Message.INTERFACE, new Variant("s", iface),
                Message.MEMBER, new Variant("s", member),
                Message.DESTINATION, new Variant("s", destination)));
    if (!signature.isEmpty()) {
      fields.put(Message.SIGNATURE, new Variant("g", signature));
    }
    long number = ++serial;
    stream.send(new Message(Message.CALL, number, fields, List.of(arguments)).encode());
    return answer(number, member);
  }

  private List<Object> answer(long call, String member) {
    while (true) {
      var message = stream.receive();
      if (message.type() == Message.SIGNAL) {
        signals.add(message);
      } else if (message.replyTo() == call) {
        if (message.type() == Message.ERROR) {
          throw failed(message, member);
        }
        return message.body();
      }
    }
  }

  private static DbusException failed(Message message, String member) {
    var words = message.body().isEmpty() ? "" : ": " + message.body().getFirst();
    return new DbusException(message.text(Message.ERROR_NAME), member + words);
  }

  /** Asks a bus for signals (D-Bus specification, "Match rules"). */
  public void subscribe(String rule) {
    call(BUS, "/org/freedesktop/DBus", BUS, "AddMatch", "s", rule);
  }

  /**
   * Waits for a signal, or takes one that came while an answer was waited for.
   *
   * @throws DbusException if it does not come
   */
  public Message awaitSignal(Predicate<Message> wanted) {
    while (true) {
      var message = signals.isEmpty() ? stream.receive() : signals.remove();
      if (message.type() == Message.SIGNAL && wanted.test(message)) {
        return message;
      }
    }
  }

  @Override
  public void close() {
    deadline.interrupt();
    stream.close();
  }
}
