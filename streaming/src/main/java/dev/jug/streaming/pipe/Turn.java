package dev.jug.streaming.pipe;

/** The time that a thread works for a client, in which the client's end interrupts it. */
public final class Turn {
  private final Thread worker = Thread.currentThread();
  private boolean over;

  /** The client is gone; does nothing when the turn is over. */
  public synchronized void interrupt() {
    if (!over) {
      worker.interrupt();
    }
  }

  /** The work is done, on the worker's own thread: it is interrupted no more. */
  public synchronized void end() {
    over = true;
    var _ = Thread.interrupted();
  }
}
