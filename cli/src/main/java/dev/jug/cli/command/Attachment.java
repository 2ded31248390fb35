package dev.jug.cli.command;

import dev.jug.cli.context.Context;
import dev.jug.door.Front;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.DetachKeys;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects a front with a process: its streams directly, its signals and sizes through here.
 *
 * @param context who asked
 * @param stdin whether the front forwards its input
 * @param terminal whether the process has a terminal
 * @param forwardSignals whether signals go to the process
 * @param endsWithProcess whether the process's end is all the caller waits for
 * @param detachKeys Docker's notation; null for the default
 */
record Attachment(
    Context context,
    boolean stdin,
    boolean terminal,
    boolean forwardSignals,
    boolean endsWithProcess,
    @Nullable String detachKeys) {
  /** A terminal inside needs one outside, or its user could not type. */
  void check() {
    if (terminal && stdin && !context.front().isTerminal(0)) {
      throw new Invalid(
          "the input device is not a TTY", "Leave -t out when standard input is a pipe or a file.");
    }
    DetachKeys.parse(detachKeys);
  }

  /** Hands the stream to the front and passes on what the front sends. */
  void connect(Socket stream, Consumer<Signal> signals, BiConsumer<Integer, Integer> sizes) {
    context.front().listen(frame -> pass(frame, signals, sizes));
    int flags =
        (stdin ? Front.STDIN : 0)
            | (terminal ? Front.TERMINAL : 0)
            | (forwardSignals ? 0 : Front.KEEP_SIGNALS)
            | (endsWithProcess ? Front.ENDS : 0);
    // Without a terminal the input is data, in which any bytes may occur.
    var keys = terminal ? DetachKeys.parse(detachKeys) : new byte[0];
    context.front().attach(stream, flags, keys);
  }

  private static void pass(
      Frame frame, Consumer<Signal> signals, BiConsumer<Integer, Integer> sizes) {
    if (frame.type() == FrameType.SIGNAL) {
      Signal.of(frame.number(0)).ifPresent(signals);
    } else if (frame.type() == FrameType.RESIZE) {
      var size = frame.reader();
      sizes.accept(Short.toUnsignedInt(size.getShort(0)), Short.toUnsignedInt(size.getShort(2)));
    }
  }
}
