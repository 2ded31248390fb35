package dev.jug.door;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.io.PeerCredentials;
import dev.jug.linux.io.Socket;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The program at the other end: what was asked there, and what is shown there. */
public final class Front {
  /** ATTACH: the front forwards its input. */
  public static final int STDIN = 1;

  /** ATTACH: the front's terminal becomes raw. */
  public static final int TERMINAL = 2;

  /** ATTACH: signals end the front instead of being forwarded. */
  public static final int KEEP_SIGNALS = 4;

  /** ATTACH: the front ends with the process; nothing of the engine's has to be waited for. */
  public static final int ENDS = 8;

  private final FrameSocket socket;
  private final Request request;
  private final List<Fd> inherited;
  private volatile Consumer<Frame> listener = _ -> {};

  /**
   * Answers on a connection that asked this.
   *
   * @param inherited the descriptors that came along; whoever ends the session closes them
   */
  public Front(FrameSocket socket, Request request, List<Fd> inherited) {
    this.socket = socket;
    this.request = request;
    this.inherited = List.copyOf(inherited);
  }

  /** What was asked. */
  public Request request() {
    return request;
  }

  /** Its descriptors from 3 on, in order, as far as they were open when it was started. */
  public List<Fd> inherited() {
    return inherited;
  }

  /** Who is at the other end. */
  public PeerCredentials peer() {
    return socket.peer();
  }

  /** Says who gets the frames that the front sends from now on. */
  public void listen(Consumer<Frame> consumer) {
    listener = consumer;
  }

  void hear(Frame frame) {
    listener.accept(frame);
  }

  /** All of the front's standard input. */
  public byte[] input() {
    var input = new Input();
    passInput(input);
    return input.await();
  }

  /** The front's standard input as it comes; to be asked for once. */
  public InputStream inputStream() {
    var input = new InputPipe();
    passInput(input);
    return input;
  }

  /** Has the front send its standard input, and says who gets it. */
  void passInput(Consumer<Frame> consumer) {
    listen(consumer);
    socket.send(Frame.of(FrameType.READY));
  }

  /**
   * Starts a launcher as the front's child, with the front's standard files.
   *
   * @param line becomes the launcher's descriptor 3; stays the caller's
   * @param program the launcher's program; stays the caller's
   */
  public void launch(Socket line, Fd program) {
    socket.send(new Frame(FrameType.LAUNCH, new byte[0], List.of(line.fd(), program)));
  }

  /** Sends the front to an engine of its own, which it starts in its own namespaces. */
  public void sendElsewhere() {
    socket.send(Frame.of(FrameType.ELSEWHERE));
  }

  /** Prints to standard output. */
  public void print(String text) {
    if (!text.isEmpty()) {
      socket.send(Frame.ofText(FrameType.STDOUT, text));
    }
  }

  /** Prints a line to standard output. */
  public void printLine(String text) {
    print(text + "\n");
  }

  /** Prints a line to standard error. */
  public void printError(String text) {
    socket.send(Frame.ofText(FrameType.STDERR, text + "\n"));
  }

  /** Prints to standard error. */
  public void printErrorText(String text) {
    socket.send(Frame.ofText(FrameType.STDERR, text));
  }

  /** Passes a process's bytes on. */
  public void pass(boolean error, byte[] bytes) {
    socket.send(Frame.of(error ? FrameType.STDERR : FrameType.STDOUT, bytes));
  }

  /**
   * Connects the front with a process; from here on its streams do not pass through the engine.
   *
   * @param stream the front's end; closed here once it has been handed over
   * @param flags of {@link #STDIN}, {@link #TERMINAL}, {@link #KEEP_SIGNALS}, {@link #ENDS}
   * @param detachKeys bytes that detach the front
   */
  public void attach(Socket stream, int flags, byte[] detachKeys) {
    var payload = ByteBuffer.allocate(4 + detachKeys.length).order(ByteOrder.LITTLE_ENDIAN);
    payload.putInt(flags).put(detachKeys);
    try (stream) {
      socket.send(new Frame(FrameType.ATTACH, payload.array(), List.of(stream.fd())));
    }
  }

  /** Whether one of descriptors 0, 1, 2 of the front is a terminal. */
  public boolean isTerminal(int descriptor) {
    return (request.terminals() & 1 << descriptor) != 0;
  }

  /** Waits for what the front sends while attached; empty when it has gone. */
  public Optional<Frame> receive() {
    try {
      return socket.receive();
    } catch (BrokenFrameException | SysException e) {
      return Optional.empty();
    }
  }

  /**
   * The last word.
   *
   * @param code 0 … 255
   */
  public void exit(int code) {
    socket.send(Frame.ofInts(FrameType.EXIT, code));
  }
}
