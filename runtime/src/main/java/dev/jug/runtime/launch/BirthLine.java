package dev.jug.runtime.launch;

import dev.jug.linux.io.Socket;
import dev.jug.runtime.compile.BirthSteps;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The engine's end of the line to a process that is being born (docs/protocols.md, "Engine and
 * child").
 */
final class BirthLine implements AutoCloseable {
  private static final int RECORD_BYTES = 8;

  private final Socket socket;
  private final BooleanSupplier orphaned;

  /**
   * Takes ownership of the socket.
   *
   * @param orphaned whether who is to look after the process has been killed
   */
  BirthLine(Socket socket, BooleanSupplier orphaned) {
    this.socket = socket;
    this.orphaned = orphaned;
  }

  /** What comes over the line. */
  sealed interface Word {
    /** The process has this number. */
    record Born(int pid) implements Word {}

    /** The process waits until {@link #go} is called. */
    record Ready() implements Word {}

    /** The same, and this descriptor of it is the listener of its filter. */
    record Listener(int descriptor) implements Word {}

    /** The launcher waits until it is {@linkplain #tell told} whom to look after. */
    record Ward() implements Word {}

    /** An operation of the plan failed. */
    record Failed(int operation, int errno) implements Word {}

    /** The other end is closed: the program was executed, or the process is dead. */
    record End() implements Word {}
  }

  /** Waits for the next word. */
  Word hear() {
    var bytes = new byte[RECORD_BYTES];
    for (int have = 0; have < RECORD_BYTES; ) {
      int count = socket.receive(bytes, have, RECORD_BYTES - have, List.of());
      if (count == 0) {
        return new Word.End();
      }
      have += count;
    }
    var view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int value = view.getInt(4);
    int type = view.getInt(0);
    return switch (type) {
      case BirthSteps.BORN -> new Word.Born(value);
      case BirthSteps.READY -> new Word.Ready();
      case BirthSteps.LISTENER -> new Word.Listener(value);
      case BirthSteps.WARD -> new Word.Ward();
      default -> new Word.Failed(type, value);
    };
  }

  /**
   * Lets the process go on.
   *
   * @throws dev.jug.runtime.LaunchException if nobody would look after it
   */
  void go() {
    if (orphaned.getAsBoolean()) {
      throw LaunchOutcome.launcherKilled();
    }
    socket.send(new byte[] {1}, 0, 1, List.of());
  }

  /** Tells the launcher whom to look after. */
  void tell(int pid) {
    var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(pid).array();
    socket.send(bytes, 0, bytes.length, List.of());
  }

  @Override
  public void close() {
    socket.close();
  }
}
