package dev.jug.runtime.launch;

import dev.jug.linux.io.Socket;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.KeptLog;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.Streams;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One container on the real kernel, and what came out of it. */
final class Sandbox implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final ContainerRuntime runtime;
  private final Path folder;
  private final Launch launch;
  private final Socket.Pair pair = Socket.pair();
  private final FrameSocket client = new FrameSocket(pair.first());

  /** What a process wrote and how it ended. */
  record Outcome(String stdout, String stderr, int code) {}

  Sandbox(ContainerRuntime runtime, Spec spec) throws IOException {
    this(runtime, spec, BusyboxRootfs.shared(), false, false);
  }

  Sandbox(ContainerRuntime runtime, Spec spec, Path rootfs, boolean stdin, boolean init)
      throws IOException {
    this(runtime, spec, new RootSource.Directory(rootfs), stdin, init);
  }

  Sandbox(ContainerRuntime runtime, Spec spec, RootSource root, boolean stdin, boolean init)
      throws IOException {
    this.runtime = runtime;
    this.folder = Files.createTempDirectory("jug-test-");
    var id = "jug-test-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    var log = Optional.of(new KeptLog(folder, 0, 0, 0));
    var streams = new Streams(stdin, stdin, log, Optional.of(pair.second()));
    this.launch = new Launch(id, spec, root, folder, streams, init);
  }

  Path folder() {
    return folder;
  }

  Launch launch() {
    return launch;
  }

  FrameSocket client() {
    return client;
  }

  RunningProcess start() {
    return runtime.start(launch);
  }

  Outcome run() {
    try (var process = start()) {
      return outcome(client, process);
    }
  }

  /** Runs one more process in the container. */
  Outcome exec(int container, Process process) throws IOException {
    var state = Files.createTempDirectory("jug-test-");
    try (var line = Socket.pair()) {
      var streams = new Streams(false, false, Optional.empty(), Optional.of(line.second()));
      var exec =
          new ExecLaunch(
              container, launch.id(), launch.state(), launch.spec(), process, state, streams);
      try (var running = runtime.exec(exec)) {
        return outcome(new FrameSocket(line.first()), running);
      }
    } finally {
      dev.jug.linux.fs.Tree.delete(state);
    }
  }

  static Outcome outcome(FrameSocket client, RunningProcess process) {
    var stdout = new ByteArrayOutputStream();
    var stderr = new ByteArrayOutputStream();
    for (var frame = client.receive(); frame.isPresent(); frame = client.receive()) {
      keep(frame.get(), stdout, stderr);
    }
    return new Outcome(
        stdout.toString(StandardCharsets.UTF_8),
        stderr.toString(StandardCharsets.UTF_8),
        process.await().code());
  }

  private static void keep(
      Frame frame, ByteArrayOutputStream stdout, ByteArrayOutputStream stderr) {
    if (frame.type() == FrameType.STDOUT) {
      stdout.writeBytes(frame.payload());
    } else if (frame.type() == FrameType.STDERR) {
      stderr.writeBytes(frame.payload());
    }
  }

  @Override
  public void close() throws IOException {
    pair.second().close();
    runtime.release(launch);
    awaitMonitor();
    client.close();
    dev.jug.linux.fs.Tree.delete(folder);
  }

  /** Until the monitor has written its last file into the folder. */
  private void awaitMonitor() {
    while (client.receive().isPresent()) {}
  }
}
