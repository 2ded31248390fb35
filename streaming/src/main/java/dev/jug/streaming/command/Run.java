package dev.jug.streaming.command;

import dev.jug.streaming.pipe.Turn;
import dev.jug.streaming.session.Streams;
import java.io.IOException;
import java.time.Duration;

/** One command from the client's coming to its going. */
final class Run {
  private static final System.Logger LOG = System.getLogger(Run.class.getName());

  /**
   * How long a client has to go by itself. Kubernetes' client throws away what it has not looked at
   * when the connection ends.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Carrier carrier;
  private final Command command;
  private final Turn turn = new Turn();

  Run(Carrier carrier, Command command) {
    this.carrier = carrier;
    this.command = command;
  }

  /** Runs it on this thread, and reads on another. */
  void run() throws IOException {
    var reader = Thread.ofVirtual().name("streaming-read").start(this::read);
    try {
      var streams = carrier.open();
      var outcome = outcome(streams);
      turn.end();
      carrier.finish(outcome);
      reader.join(PATIENCE);
    } catch (InterruptedException _) {
      turn.end();
    } finally {
      turn.end();
      carrier.close();
    }
  }

  private void read() {
    try {
      carrier.serve();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client ended: {0}", e.getMessage());
    } finally {
      turn.interrupt();
    }
  }

  /** Whatever goes wrong, the client is told: it cannot look at our log. */
  private Outcome outcome(Streams streams) throws InterruptedException {
    try {
      return new Outcome.Exited(command.work().run(streams));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      var message = e.getMessage();
      return new Outcome.Failed(message == null ? e.getClass().getSimpleName() : message);
    }
  }
}
