package dev.jug.ocicli.command;

import dev.jug.door.Front;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.RunningProcess;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;

/** Connects a front with a process that it waits for. */
final class Attachment {
  private Attachment() {}

  /**
   * Its terminal directly, its signals through here.
   *
   * @param ends whether the process's end is all the front waits for
   */
  static void connect(
      Front front, Socket stream, boolean terminal, boolean ends, RunningProcess process) {
    front.listen(frame -> pass(frame, process));
    int flags = (terminal ? Front.STDIN | Front.TERMINAL : 0) | (ends ? Front.ENDS : 0);
    front.attach(stream, flags, new byte[0]);
  }

  private static void pass(Frame frame, RunningProcess process) {
    if (frame.type() == FrameType.SIGNAL) {
      Signal.of(frame.number(0)).ifPresent(process::signal);
    } else if (frame.type() == FrameType.RESIZE) {
      var size = frame.reader();
      process.resize(Short.toUnsignedInt(size.getShort(0)), Short.toUnsignedInt(size.getShort(2)));
    }
  }
}
