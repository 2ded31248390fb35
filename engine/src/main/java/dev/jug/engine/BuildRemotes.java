package dev.jug.engine;

import dev.jug.build.graph.AddSource;
import dev.jug.build.remote.Download;
import dev.jug.build.remote.Remotes;
import dev.jug.engine.build.Repository;
import dev.jug.image.registry.config.Proxies;
import dev.jug.linux.SysException;
import dev.jug.oci.image.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Fetches what builds need from elsewhere: files by the JDK's client, repositories by this
 * machine's git, in a container.
 *
 * @param environment has the proxies
 */
record BuildRemotes(Engine engine, Map<String, String> environment) implements Remotes {
  @Override
  public Digest download(String url, Path file) throws IOException, InterruptedException {
    return new Download(new Proxies(environment)).fetch(url, file);
  }

  @Override
  public String checkOut(AddSource.Git what, boolean keepGitDir, Path directory) {
    var repository = new Repository(what, keepGitDir, environment);
    var output = new ByteArrayOutputStream();
    try (var bench = Workbench.start(engine, repository.container(directory))) {
      int code = bench.runUntil(() -> false, output::writeBytes).orElseThrow();
      var text = output.toString(StandardCharsets.UTF_8).strip();
      if (code != 0) {
        throw repository.failure(text);
      }
      return text.substring(text.lastIndexOf('\n') + 1);
    } catch (SysException e) {
      if (Thread.currentThread().isInterrupted()) {
        var cancelled = new CancellationException("the build was given up");
        cancelled.initCause(e);
        throw cancelled;
      }
      throw e;
    }
  }
}
