package dev.jug.runtime;

import dev.jug.linux.io.Socket;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a process's input and output go. Whether it has a terminal is in the spec ({@code
 * process.terminal}).
 *
 * @param stdin whether it gets a standard input that clients can write to; otherwise it reads
 *     /dev/null
 * @param stdinOnce whether the input ends when the client that wrote it goes away
 * @param log file that keeps the output (docs/protocols.md, "The log file"); empty keeps none
 * @param client our end's peer of a socket pair that is attached before the process starts, so that
 *     not a byte is missed; the runtime takes ownership
 */
public record Streams(
    boolean stdin, boolean stdinOnce, Optional<Path> log, Optional<Socket> client) {
  /** No input, no log, nobody attached. */
  public static final Streams NONE = new Streams(false, false, Optional.empty(), Optional.empty());
}
