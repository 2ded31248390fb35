package dev.jug.ocicli.command;

import dev.jug.door.Front;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.RunningProcess;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects a front with a process that it waits for: its terminal directly, its signals through
 * here. The front is connected before there is a process, so that no signal ends the front alone.
 */
final class Attachment {
  private final List<Consumer<RunningProcess>> early = new ArrayList<>();
  private @Nullable RunningProcess process;

  /**
   * Connects the front.
   *
   * @param ends whether the process's end is all the front waits for
   */
  Attachment(Front front, Socket stream, boolean terminal, boolean ends) {
    front.listen(this::pass);
    int flags = (terminal ? Front.STDIN | Front.TERMINAL : 0) | (ends ? Front.ENDS : 0);
    front.attach(stream, flags, new byte[0]);
  }

  /** Waits for the end of the process that all this was for. */
  int await(RunningProcess running) {
    begin(running);
    return running.await().code();
  }

  private synchronized void begin(RunningProcess running) {
    process = running;
    early.forEach(wish -> wish.accept(running));
  }

  /** What comes before there is a process waits for it. */
  private synchronized void tell(Consumer<RunningProcess> wish) {
    if (process == null) {
      early.add(wish);
    } else {
      wish.accept(process);
    }
  }

  private void pass(Frame frame) {
    if (frame.type() == FrameType.SIGNAL) {
      Signal.of(frame.number(0)).ifPresent(signal -> tell(running -> running.signal(signal)));
    } else if (frame.type() == FrameType.RESIZE) {
      var size = frame.reader();
      int rows = Short.toUnsignedInt(size.getShort(0));
      int columns = Short.toUnsignedInt(size.getShort(2));
      tell(running -> running.resize(rows, columns));
    }
  }
}
