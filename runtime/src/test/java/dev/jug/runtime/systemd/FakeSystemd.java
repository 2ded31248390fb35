package dev.jug.runtime.systemd;

import dev.jug.linux.SysException;
import dev.jug.linux.io.Listener;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.dbus.DbusException;
import dev.jug.runtime.dbus.Message;
import dev.jug.runtime.dbus.MessageStream;
import dev.jug.runtime.dbus.Variant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Speaks as much D-Bus as systemd does in our tests, and remembers what it was told. By default
 * every job is done at once, and says so before the call that made it is answered.
 */
public final class FakeSystemd implements AutoCloseable {
  private static final String JOB = "/org/freedesktop/systemd1/job/1";

  private final Listener listener;
  private final SystemdSocket socket;
  private final List<Message> calls = new CopyOnWriteArrayList<>();
  private final List<String> failing = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> result = new AtomicReference<>("done");
  private final AtomicReference<String> group = new AtomicReference<>("");

  public FakeSystemd(Path folder, boolean bus) {
    this.socket = new SystemdSocket(folder.resolve("systemd"), bus);
    this.listener = Listener.bind(socket.path());
    Thread.startVirtualThread(this::accept);
  }

  public SystemdSocket socket() {
    return socket;
  }

  /** Calls that came, Hello and the like left out. */
  public List<Message> calls() {
    return calls;
  }

  public List<String> methods() {
    return calls.stream().map(Message::member).toList();
  }

  /** The next call of this method fails with the error of this name. */
  public void failOnce(String method, String error) {
    failing.add(method + " " + error);
  }

  public void jobsEndWith(String how) {
    result.set(how);
  }

  public void controlGroup(String path) {
    group.set(path);
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (SysException | IllegalStateException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (var stream = new MessageStream(client)) {
      stream.line();
      stream.send("OK 0123456789abcdef\r\n".getBytes(StandardCharsets.US_ASCII));
      stream.line();
      while (true) {
        answer(stream, stream.receive());
      }
    } catch (DbusException | SysException e) {
      // The client is gone.
    }
  }

  private void answer(MessageStream stream, Message call) {
    calls.add(call);
    var error = failing.stream().filter(f -> f.startsWith(call.member() + " ")).findFirst();
    if (error.isPresent()) {
      failing.remove(error.get());
      var name = error.get().substring(error.get().indexOf(' ') + 1);
      stream.send(
          reply(Message.ERROR, call, Map.of(4, new Variant("s", name)), "s", "no such luck"));
      return;
    }
    switch (call.member()) {
      case "StartTransientUnit", "StopUnit" -> job(stream, call);
      case "GetUnit" -> ok(stream, call, "o", "/org/freedesktop/systemd1/unit/x");
      case "Get" -> ok(stream, call, "v", property((String) call.body().get(1)));
      case "Hello" -> ok(stream, call, "s", ":1.5");
      default -> stream.send(reply(Message.RETURN, call, Map.of(), ""));
    }
  }

  private Variant property(String name) {
    return new Variant("s", "Version".equals(name) ? "252.39-1~deb12u1" : group.get());
  }

  private void job(MessageStream stream, Message call) {
    var unit = call.body().getFirst();
    Function<String, byte[]> removed =
        job -> signal("JobRemoved", "uoss", 1, job, unit, result.get());
    stream.send(removed.apply(JOB + "77"));
    stream.send(removed.apply(JOB));
    ok(stream, call, "o", JOB);
  }

  private static byte[] signal(String member, String signature, Object... body) {
    var fields =
        Map.of(
            1, new Variant("o", "/org/freedesktop/systemd1"),
            2, new Variant("s", "org.freedesktop.systemd1.Manager"),
            3, new Variant("s", member),
            8, new Variant("g", signature));
    return new Message(Message.SIGNAL, 1, fields, List.of(body)).encode();
  }

  private static void ok(MessageStream stream, Message call, String signature, Object... body) {
    stream.send(reply(Message.RETURN, call, Map.of(), signature, body));
  }

  private static byte[] reply(
      int type, Message call, Map<Integer, Variant> more, String signature, Object... body) {
    var fields = new HashMap<>(more);
    fields.put(5, new Variant("u", call.serial()));
    fields.put(8, new Variant("g", signature));
    return new Message(type, 2, fields, List.of(body)).encode();
  }

  @Override
  public void close() {
    listener.close();
  }
}
