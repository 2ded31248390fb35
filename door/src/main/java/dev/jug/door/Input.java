package dev.jug.door;

import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Collects the standard input of a front. */
final class Input implements Consumer<Frame> {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  @Override
  public void accept(Frame frame) {
    if (frame.type() == FrameType.STDIN) {
      bytes.writeBytes(frame.payload());
    } else if (frame.type() == FrameType.STDIN_EOF) {
      whole.complete(bytes.toByteArray());
    }
  }

  /** A front that goes away interrupts whoever works for it. */
  byte[] await() {
    try {
      return whole.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new CancellationException("the front went away before its input ended");
    }
  }
}
