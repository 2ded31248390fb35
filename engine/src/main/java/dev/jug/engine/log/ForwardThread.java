package dev.jug.engine.log;

import java.time.Duration;

/** The thread of a {@link LogForward}. */
public final class ForwardThread {
  private static final Duration LET_GO_PATIENCE = Duration.ofSeconds(1);

  private final Duration patience;
  private final Thread thread;
  private volatile boolean letGo;

  /**
   * Does not begin yet.
   *
   * @param work ends by itself when all is there, and soon if it is interrupted
   * @param patience with work that is not through yet when it must be
   */
  public ForwardThread(String name, Runnable work, Duration patience) {
    this.patience = patience;
    this.thread = Thread.ofVirtual().name(name).unstarted(work);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Whether the work was interrupted: what fails then is no news. */
  public boolean isLetGo() {
    return letGo;
  }

  /** For {@link LogForward#finish}: waits for the end, and interrupts what takes too long. */
  public void finish() {
    try {
      if (!thread.join(patience)) {
        letGo();
      }
    } catch (InterruptedException _) {
      letGo();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * For {@link LogForward#letGo}: interrupts the work, and waits a moment: whoever goes on finds
   * noted how far this one got.
   */
  public void letGo() {
    letGo = true;
    thread.interrupt();
    try {
      thread.join(LET_GO_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
