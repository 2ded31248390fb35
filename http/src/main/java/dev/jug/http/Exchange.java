package dev.jug.http;

import dev.jug.http.endpoint.Duplex;
import dev.jug.http.endpoint.Peer;
import dev.jug.http.message.Headers;
import dev.jug.http.wire.BodyInput;
import dev.jug.http.wire.ChunkedOutput;
import dev.jug.http.wire.HttpDate;
import dev.jug.http.wire.RequestHead;
import dev.jug.http.wire.ResponseHead;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and its answer: what both {@link Request} and {@link Response} stand on. */
final class Exchange {
  private final String id;
  private final Connection connection;
  private final RequestHead head;
  private final RequestBody body;
  private final Peer peer;
  private final HeadFirst out;
  private Watch watch = new Watch(() -> {});
  private boolean continued;
  private boolean answered;
  private boolean hijacked;
  private boolean persists;
  private int status;
  private @Nullable ChunkedOutput stream;

  Exchange(String id, Connection connection, RequestHead head) throws IOException {
    this.id = id;
    this.peer = connection.peer();
    this.connection = connection;
    this.head = head;
    this.out = new HeadFirst(connection.link().out());
    this.body =
        new RequestBody(
            BodyInput.of(head.framing(), connection.source()),
            connection.settings().limits().body(),
            connection.deadline(),
            connection.settings().deadlines().body(),
            connection.link()::stopReading,
            this::goOn);
  }

  String id() {
    return id;
  }

  RequestHead head() {
    return head;
  }

  RequestBody body() {
    return body;
  }

  Peer peer() {
    return peer;
  }

  boolean begun() {
    return out.begun();
  }

  boolean hijacked() {
    return hijacked;
  }

  /** What was answered; 0 if nothing was. */
  int status() {
    return out.begun() ? status : 0;
  }

  /** Whether a handler's failure is no more than the end of the connection. */
  boolean endedBy(Throwable failure) {
    boolean waited = failure instanceof IOException || failure instanceof InterruptedException;
    return out.broken()
        || body.gone()
        || connection.aborted()
        || (waited && (hijacked || watch.isGone()));
  }

  /** Whether another request may follow. */
  boolean persists() {
    return persists && !hijacked && !out.broken() && !body.broken();
  }

  private void goOn() throws IOException {
    if (head.expectsContinue() && !continued) {
      continued = true;
      out.before(ResponseHead.goOn());
    }
  }

  Optional<String> upgrade() {
    boolean asked = head.minor() > 0 && head.headers().list("Connection").contains("upgrade");
    return asked ? head.headers().first("Upgrade") : Optional.empty();
  }

  Watch watch(Runnable gone) {
    var begun = new Watch(gone);
    watch.close();
    watch = begun;
    try {
      body.discard(Long.MAX_VALUE);
      connection.source().watch(begun::leave);
    } catch (IOException _) {
      begun.leave();
    }
    return begun;
  }

  void send(int code, List<Headers.Field> fields, byte[] content) throws IOException {
    begin(code);
    var all = new ArrayList<>(fields);
    if (mayHaveBody()) {
      all.add(new Headers.Field("Content-Length", Integer.toString(content.length)));
    }
    prepare(all);
    out.write(content, 0, carriesBody() ? content.length : 0);
  }

  OutputStream stream(int code, List<Headers.Field> fields) {
    begin(code);
    boolean chunked = head.minor() > 0;
    var all = new ArrayList<>(fields);
    if (mayHaveBody() && chunked) {
      all.add(new Headers.Field("Transfer-Encoding", "chunked"));
    }
    persists &= chunked;
    prepare(all);
    var opened = new ChunkedOutput(carriesBody() ? out : new HeadOnly(out), chunked);
    stream = opened;
    return opened;
  }

  Duplex hijack(List<Headers.Field> fields) throws IOException {
    body.discard(Long.MAX_VALUE);
    var protocol = upgrade();
    begin(protocol.isPresent() ? 101 : 200);
    persists = false;
    hijacked = true;
    var all = new ArrayList<>(fields);
    protocol.ifPresent(name -> all.add(new Headers.Field("Upgrade", name)));
    all.add(new Headers.Field("Connection", protocol.isPresent() ? "Upgrade" : "close"));
    out.head(new ResponseHead(status, all).bytes());
    out.flush();
    return new Hijacked(connection.source(), connection.link());
  }

  /** The answer is whole: what is still on this side goes out. */
  void finish() throws IOException {
    if (!answered) {
      throw new IllegalStateException("the handler gave no answer");
    }
    if (stream != null) {
      stream.finish();
    }
  }

  /** The handler is done with it, well or not. */
  void end() {
    watch.close();
  }

  /** Forgets an answer that has not begun, so that another can be given. */
  void reset() {
    answered = false;
    stream = null;
  }

  private void begin(int code) {
    if (answered) {
      throw new IllegalStateException("a request is answered once");
    }
    answered = true;
    status = code;
    boolean bodyMayCome = head.expectsContinue() && !continued && !body.ended();
    persists = head.persists() && !connection.stopping() && !bodyMayCome && !body.broken();
  }

  private void prepare(List<Headers.Field> all) {
    all.add(new Headers.Field("Date", HttpDate.of(Instant.now())));
    if (!persists) {
      all.add(new Headers.Field("Connection", "close"));
    } else if (head.minor() == 0) {
      all.add(new Headers.Field("Connection", "keep-alive"));
    }
    out.head(new ResponseHead(status, all).bytes());
  }

  private boolean mayHaveBody() {
    return status != 204 && status != 304;
  }

  private boolean carriesBody() {
    return mayHaveBody() && !head.method().equals("HEAD");
  }
}
