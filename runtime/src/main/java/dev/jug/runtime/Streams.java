package dev.jug.runtime;

import dev.jug.linux.Fd;
import dev.jug.linux.io.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The launcher stays with the process as its monitor, and this is where the process's input and
 * output go. Whether it has a terminal is in the spec ({@code process.terminal}).
 *
 * @param stdin whether it gets a standard input that clients can write to; otherwise it reads
 *     /dev/null
 * @param stdinOnce whether the input ends when the client that wrote it goes away
 * @param log where the output is kept; empty keeps none
 * @param client our end's peer of a socket pair that is attached before the process starts, so that
 *     not a byte is missed; the runtime takes ownership
 * @param inherited the process has these standard files instead of pipes to its monitor
 * @param given become descriptors 3, 4, … of a process with pipes; they stay the caller's
 */
public record Streams(
    boolean stdin,
    boolean stdinOnce,
    Optional<KeptLog> log,
    Optional<Socket> client,
    Optional<Inherited> inherited,
    List<Fd> given)
    implements Custody {
  public Streams {
    given = List.copyOf(given);
  }

  /** No input, no log, nobody attached. */
  public static final Streams NONE = new Streams(false, false, Optional.empty(), Optional.empty());

  /** Pipes, or a terminal. */
  public Streams(boolean stdin, boolean stdinOnce, Optional<KeptLog> log, Optional<Socket> client) {
    this(stdin, stdinOnce, log, client, Optional.empty(), List.of());
  }

  /**
   * Whether another engine may find the monitor again, and the exit status after it. Who has files
   * of its caller's has a caller that waits for it, and nobody else asks.
   */
  public boolean lasts() {
    return inherited.isEmpty();
  }

  @Override
  public List<Fd> more() {
    return inherited.map(Inherited::more).orElse(given);
  }

  @Override
  public List<Fd> descriptors() {
    var all = new ArrayList<Fd>();
    client.ifPresent(socket -> all.add(socket.fd()));
    all.addAll(more());
    return all;
  }

  @Override
  public boolean waits() {
    return false;
  }

  @Override
  public void close() {
    inherited.ifPresent(files -> files.launcher().close());
    client.ifPresent(Socket::close);
  }
}
