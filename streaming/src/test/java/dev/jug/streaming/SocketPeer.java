package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket, with Kubernetes' channels taken apart. */
final class SocketPeer implements WebSocket.Listener, AutoCloseable {
  private static final int KEPT = 1 << 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, ByteArrayOutputStream> channels = new HashMap<>();
  private final Map<Integer, Long> sizes = new HashMap<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  static SocketPeer connect(URI url, String protocol) {
    var peer = new SocketPeer();
    var builder = peer.client.newWebSocketBuilder();
    if (!protocol.isEmpty()) {
      builder.subprotocols(protocol);
    }
    var address = URI.create(url.toString().replace("http:", "ws:"));
    peer.socket = builder.buildAsync(address, peer).join();
    return peer;
  }

  WebSocket socket() {
    var open = socket;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }

  String protocol() {
    return socket().getSubprotocol();
  }

  void send(int channel, byte[] content) {
    sendRaw(ByteBuffer.allocate(1 + content.length).put((byte) channel).put(content).flip());
  }

  void sendRaw(ByteBuffer content) {
    socket().sendBinary(content, true).join();
  }

  void sendText(String text) {
    socket().sendText(text, true).join();
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    var part = new byte[data.remaining()];
    data.get(part);
    message.writeBytes(part);
    if (last) {
      var all = message.toByteArray();
      message.reset();
      take(all[0] & 0xff, all, 1);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.writeBytes(data.toString().getBytes(UTF_8));
    if (last) {
      var text = message.toString(UTF_8);
      message.reset();
      take(text.charAt(0) - '0', Base64.getDecoder().decode(text.substring(1)), 0);
    }
    from.request(1);
    return null;
  }

  private synchronized void take(int channel, byte[] content, int offset) {
    first.complete(channel);
    sizes.merge(channel, (long) content.length - offset, Long::sum);
    var all = channels.computeIfAbsent(channel, _ -> new ByteArrayOutputStream());
    if (all.size() < KEPT) {
      all.write(content, offset, content.length - offset);
    }
    notifyAll();
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete("error " + error);
  }

  /** Waits for the server's close frame. */
  String closed() {
    return closed.join();
  }

  /** The channel of the first message. */
  int first() {
    return first.join();
  }

  synchronized String text(int channel) {
    return channels.getOrDefault(channel, new ByteArrayOutputStream()).toString(UTF_8);
  }

  synchronized byte[] bytes(int channel) {
    return channels.getOrDefault(channel, new ByteArrayOutputStream()).toByteArray();
  }

  synchronized long size(int channel) {
    return sizes.getOrDefault(channel, 0L);
  }

  synchronized void awaitText(int channel, String expected) throws InterruptedException {
    while (!text(channel).equals(expected)) {
      wait();
    }
  }

  synchronized void awaitSize(int channel, long expected) throws InterruptedException {
    while (size(channel) < expected) {
      wait();
    }
  }

  @Override
  public void close() {
    socket().abort();
    client.shutdownNow();
  }
}
