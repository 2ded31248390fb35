package dev.jug.cri.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket with Kubernetes' channels. */
final class SocketClient implements WebSocket.Listener, CommandClient {
  private static final byte END = (byte) 255;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, OutputStream> channels = new HashMap<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  static SocketClient connect(URI url, String protocol) throws IOException {
    var made = new SocketClient();
    var address = URI.create(url.toString().replace("http:", "ws:"));
    made.socket =
        done(made.client.newWebSocketBuilder().subprotocols(protocol).buildAsync(address, made));
    return made;
  }

  private void sendRaw(byte first, byte[] content) throws IOException {
    var open = socket;
    if (open != null) {
      var bytes = ByteBuffer.allocate(1 + content.length).put(first).put(content).flip();
      var _ = done(open.sendBinary(bytes, true));
    }
  }

  @Override
  public void send(int stream, byte[] content) throws IOException {
    sendRaw((byte) stream, content);
  }

  @Override
  public void end(int stream) throws IOException {
    sendRaw(END, new byte[] {(byte) stream});
  }

  @Override
  public synchronized void into(int stream, OutputStream sink) {
    channels.put(stream, sink);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    var part = new byte[data.remaining()];
    data.get(part);
    message.writeBytes(part);
    if (last) {
      take(message.toByteArray());
      message.reset();
    }
    from.request(1);
    return null;
  }

  private synchronized void take(byte[] all) {
    try {
      channels
          .computeIfAbsent(all[0] & 0xff, _ -> new ByteArrayOutputStream())
          .write(all, 1, all.length - 1);
      notifyAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public synchronized String text(int stream) {
    return channels.get(stream) instanceof ByteArrayOutputStream bytes ? bytes.toString(UTF_8) : "";
  }

  @Override
  public synchronized void awaitText(int stream, String part) throws InterruptedException {
    while (!text(stream).contains(part)) {
      wait();
    }
  }

  @Override
  public String status() throws IOException {
    assertThat(done(closed)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    return text(ERROR);
  }

  /** A test that has waited for too long is interrupted. */
  private static <T> T done(CompletableFuture<T> awaited) throws IOException {
    try {
      return awaited.get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException _) {
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    client.shutdownNow();
  }
}
