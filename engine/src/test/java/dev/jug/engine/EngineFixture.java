package dev.jug.engine;

import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** An engine in a directory of its own, on a machine of objects; it can die and come back. */
final class EngineFixture implements AutoCloseable {
  final Path state;
  final Path run;
  final Path rootfs;
  final FakeRuntime machine = new FakeRuntime();
  Engine engine;

  EngineFixture(Path directory) throws IOException {
    state = directory.resolve("s");
    run = Files.createTempDirectory("jug");
    rootfs = Files.createDirectories(directory.resolve("rootfs/etc")).getParent();
    engine = Engine.open(new EngineConfig(state, run), machine);
  }

  /** The engine is gone at once, a new one opens; what runs goes on. */
  Engine reopen() {
    engine.close();
    engine = Engine.open(new EngineConfig(state, run), machine);
    return engine;
  }

  ContainerRequestBuilder request() {
    return ContainerRequest.builder(new ContainerImage.Rootfs(rootfs), List.of("sleep", "9"));
  }

  Container started(ContainerRequest request) {
    var container = engine.create(request);
    container.start(Optional.empty());
    return container;
  }

  Path stateOf(Container container) {
    return state.resolve("containers").resolve(container.id());
  }

  Path runOf(Container container) {
    return run.resolve("live/containers").resolve(container.shortId());
  }

  FakeRuntime.FakeProcess process(Container container) {
    return machine.process(runOf(container));
  }

  /** What is left of all containers, on disk. */
  List<String> leftovers() throws IOException {
    try (var states = Files.list(state.resolve("containers"));
        var runs = Files.list(run.resolve("live/containers"));
        var fleeting = Files.list(run.resolve("live/fleeting"))) {
      return Stream.of(states, runs, fleeting).flatMap(paths -> paths).map(Path::toString).toList();
    }
  }

  static void eventually(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 500 && !condition.call(); i++) {
      Thread.sleep(10);
    }
    if (!condition.call()) {
      throw new AssertionError("it did not happen within 5 seconds");
    }
  }

  @Override
  public void close() throws IOException {
    machine.processes.values().forEach(process -> process.end(0));
    reopen().close();
    Tree.delete(run);
  }
}
