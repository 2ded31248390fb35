package dev.jug.image.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that gives up when no byte comes for too long, which the JDK's own does not. The server is
 * read no faster than this stream.
 */
final class AnswerBody extends InputStream implements BodySubscriber<InputStream> {
  private final Duration stall;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
  private @Nullable End end;

  private sealed interface Event {}

  private record Data(List<ByteBuffer> buffers) implements Event {}

  private record End(@Nullable Throwable failure) implements Event {}

  AnswerBody(Duration stall) {
    this.stall = stall;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    events.add(new Data(item));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new End(failure));
  }

  @Override
  public void onComplete() {
    events.add(new End(null));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    var buffer = buffer();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, count);
    return count;
  }

  /** The next bytes; null at the end. */
  private @Nullable ByteBuffer buffer() throws IOException {
    while (true) {
      var first = buffers.peek();
      if (first != null && first.hasRemaining()) {
        return first;
      }
      if (first != null) {
        buffers.remove();
      } else if (end != null) {
        return ended(end);
      } else {
        take();
      }
    }
  }

  private static @Nullable ByteBuffer ended(End end) throws IOException {
    var failure = end.failure();
    if (failure != null) {
      throw new IOException("the connection broke: " + failure.getMessage(), failure);
    }
    return null;
  }

  private void take() throws IOException {
    switch (await()) {
      case Data(var more) -> {
        buffers.addAll(more);
        var _ = subscription.thenAccept(s -> s.request(1));
      }
      case End last -> end = last;
    }
  }

  private Event await() throws IOException {
    try {
      var event = events.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
      if (event != null) {
        return event;
      }
    } catch (InterruptedException _) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
    close();
    throw new IOException("the connection stalled: no byte came for " + stall.toSeconds() + " s");
  }

  /** Ends the connection, unless all was read. */
  @Override
  public void close() {
    if (end == null) {
      events.add(new End(new IOException("closed")));
      var _ = subscription.thenAccept(Flow.Subscription::cancel);
    }
  }
}
