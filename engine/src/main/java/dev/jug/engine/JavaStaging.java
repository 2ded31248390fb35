package dev.jug.engine;

import dev.jug.build.exec.Flights;
import dev.jug.build.java.ProgramReader;
import dev.jug.build.java.StagedProgram;
import dev.jug.engine.build.RunTime;
import dev.jug.engine.build.StagedContext;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.oci.image.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/**
 * Makes build contexts of Java programs: their parts, and a run-time image of the engine's JDK. The
 * latter is kept beside the contents of cache mounts, and goes with them.
 *
 * @param caches directory of what is kept
 */
record JavaStaging(Engine engine, Path caches, Flights flights) {
  /** Changes with the libraries of this machine. */
  private static final Path LIBRARIES = Path.of("/etc/ld.so.cache");

  /**
   * Makes one.
   *
   * @param more modules besides those that the program refers to
   * @param cached whether it gets an AOT cache
   */
  StagedContext stage(Path program, Set<String> more, boolean cached) throws IOException {
    var turn = flights.build();
    try {
      var place = OwnedDirectory.in(engine.images().scratch());
      try {
        var staged = new ProgramReader(program, place.path(), Runtime.version().feature()).read();
        var runTime = runTime(staged, more);
        return new StagedContext(place, cached ? staged.forCache() : staged, runTime, turn);
      } catch (IOException | RuntimeException e) {
        place.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      turn.close();
      throw e;
    }
  }

  private Path runTime(StagedProgram program, Set<String> more) throws IOException {
    var home = Path.of(System.getProperty("java.home"));
    var jdk = new RunTime(home);
    var modules = new TreeSet<>(more);
    modules.addAll(Set.of(run(jdk.modules(program)).split(",", -1)));
    var wanted = String.join(",", modules);
    var key = key(home, wanted);
    var kept = caches.resolve("java-" + key.hex());
    try (var _ = flights.begin(key)) {
      if (!Files.isDirectory(kept)) {
        link(jdk, wanted, kept);
      }
      return kept;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw given(e);
    }
  }

  private static Digest key(Path home, String modules) throws IOException {
    var libraries = Files.exists(LIBRARIES) ? Files.getLastModifiedTime(LIBRARIES).toString() : "";
    var all =
        String.join("\n", "1", home.toString(), Runtime.version().toString(), modules, libraries);
    return Digest.of(all.getBytes(StandardCharsets.UTF_8));
  }

  /** It has its name once it is whole. */
  private void link(RunTime jdk, String modules, Path kept) throws IOException {
    var making = Files.createDirectories(caches.resolve("making"));
    OwnedDirectory.removeDead(making);
    try (var place = OwnedDirectory.in(making)) {
      var tree = Files.createDirectory(place.path().resolve("tree"));
      run(jdk.link(modules, tree));
      Files.move(tree, kept, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private String run(ContainerRequest request) {
    var output = new ByteArrayOutputStream();
    try (var bench = Workbench.start(engine, request)) {
      int code = bench.runUntil(() -> false, output::writeBytes).orElseThrow();
      var text = output.toString(StandardCharsets.UTF_8).strip();
      if (code != 0) {
        throw RunTime.failure(text);
      }
      return text;
    } catch (SysException e) {
      throw Thread.currentThread().isInterrupted() ? given(e) : e;
    }
  }

  private static CancellationException given(Exception why) {
    var cancelled = new CancellationException("the build was given up");
    cancelled.initCause(why);
    return cancelled;
  }
}
