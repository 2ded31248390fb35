package dev.jug.cli.command;

import dev.jug.engine.Container;
import dev.jug.engine.request.ExecRequest;
import dev.jug.linux.io.Socket;
import java.util.Optional;

/**
 * Runs a process in a container and is connected with it until it ends.
 *
 * @param attachment how it is connected
 * @param target the container
 */
record ExecRun(Attachment attachment, Container target) {
  /** Gives the exit code. */
  int run(ExecRequest request) {
    attachment.check();
    try (var pair = Socket.pair()) {
      var session = target.exec(request, Optional.of(pair.second()));
      attachment.connect(pair.first(), session::kill, session::resize);
      return session.await();
    }
  }
}
