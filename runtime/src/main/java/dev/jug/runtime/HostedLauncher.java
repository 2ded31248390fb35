package dev.jug.runtime;

import dev.jug.wire.FrameSocket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A launcher that somebody else brings to life. It can be asked for before it is known what it is
 * to do, so that it is there when that is known; closed before it got a plan, it ends.
 */
public final class HostedLauncher implements AutoCloseable {
  private final AtomicReference<@Nullable FrameSocket> socket;

  /** Takes ownership of the line to it. */
  public HostedLauncher(FrameSocket socket) {
    this.socket = new AtomicReference<>(socket);
  }

  /**
   * The line to it, whose owner is the caller from now on.
   *
   * @throws IllegalStateException if it was taken or closed
   */
  public FrameSocket take() {
    return Optional.ofNullable(socket.getAndSet(null))
        .orElseThrow(() -> new IllegalStateException("a launcher takes one plan"));
  }

  @Override
  public void close() {
    Optional.ofNullable(socket.getAndSet(null)).ifPresent(FrameSocket::close);
  }
}
