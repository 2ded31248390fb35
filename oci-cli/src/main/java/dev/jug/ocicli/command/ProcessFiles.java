package dev.jug.ocicli.command;

import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Pidfd;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.Inherited;
import dev.jug.runtime.Released;
import dev.jug.runtime.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The descriptors that a caller gives to a process, and those it wants to have of it. */
final class ProcessFiles {
  private static final int FIRST = 3;

  @Option(
      names = "--console-socket",
      paramLabel = "SOCKET",
      description = "Send the terminal's master side there.")
  @Nullable String consoleSocket;

  @Option(
      names = "--pidfd-socket",
      paramLabel = "SOCKET",
      description = "Send a descriptor of the process there.")
  @Nullable String pidfdSocket;

  @Option(names = "--pid-file", paramLabel = "FILE", description = "Write the process id there.")
  @Nullable String pidFile;

  @Option(
      names = "--preserve-fds",
      paramLabel = "N",
      description = "Pass descriptors 3 … 2+N on to the process.")
  int preserved;

  /** What the process inherits. */
  private Inherited inherited(Context context, HostedLauncher launcher) {
    var front = context.front();
    var open = front.inherited();
    int wanted = preserved + listening(context);
    if (wanted > open.size()) {
      throw new InvalidSpecException(
          "please check that preserved-fd "
              + (FIRST + open.size())
              + " is open: descriptors 3 to "
              + (FIRST + wanted - 1)
              + " are to be passed on");
    }
    return new Inherited(launcher, open.subList(0, wanted));
  }

  /**
   * Sockets that systemd activation passes (sd_listen_fds(3)) are passed on without being asked.
   */
  static int listening(Context context) {
    var count = context.front().request().environment().getOrDefault("LISTEN_FDS", "");
    return count.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(count) : 0;
  }

  /** Somebody else looks after the process. */
  Released released(Context context, HostedLauncher launcher, boolean terminal, boolean waits) {
    if (terminal && consoleSocket == null) {
      throw new InvalidSpecException(
          "cannot allocate tty if the runtime will detach without setting console socket");
    }
    if (!terminal && consoleSocket != null) {
      throw new InvalidSpecException(
          "cannot use console socket if the runtime will not detach or allocate tty");
    }
    var console =
        Optional.ofNullable(consoleSocket).map(path -> Socket.connect(context.path(path)));
    return new Released(inherited(context, launcher), console, waits);
  }

  /** The front stays with the process. */
  Streams attached(Context context, HostedLauncher launcher, boolean terminal, Socket client) {
    if (consoleSocket != null) {
      throw new InvalidSpecException(
          "cannot use console socket if the runtime will not detach or allocate tty");
    }
    return new Streams(
        terminal,
        false,
        Optional.empty(),
        Optional.of(client),
        Optional.of(inherited(context, launcher)),
        List.of());
  }

  /** Tells the caller which process it is. */
  void tell(Context context, int pid) {
    if (pidFile != null) {
      write(context.path(pidFile), Integer.toString(pid));
    }
    if (pidfdSocket != null) {
      send(context, pidfdSocket, pid);
    }
  }

  private static void send(Context context, String socket, int pid) {
    Pidfd.open(pid)
        .ifPresent(process -> {
          try (process;
              var receiver = Socket.connect(context.path(socket))) {
            var name = "pidfd".getBytes(StandardCharsets.US_ASCII);
            receiver.send(name, 0, name.length, List.of(process.fd()));
          }
        });
  }

  /** Callers watch for the file: it must not be there before it is complete. */
  private static void write(Path file, String text) {
    var next = file.resolveSibling("." + file.getFileName());
    try {
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the pid file: " + e.getMessage(), e);
    }
  }
}
