package dev.jug.build.attest;

import dev.jug.build.graph.AddSource;
import dev.jug.build.remote.Remotes;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Notes what was fetched.
 *
 * @param remotes fetch it
 * @param materials hears of it
 */
public record NotingRemotes(Remotes remotes, Consumer<Material> materials) implements Remotes {
  @Override
  public Digest download(String url, Path file) throws IOException, InterruptedException {
    var digest = remotes.download(url, file);
    materials.accept(Material.of(url, digest));
    return digest;
  }

  @Override
  public String checkOut(AddSource.Git what, boolean keepGitDir, Path directory)
      throws IOException, InterruptedException {
    var commit = remotes.checkOut(what, keepGitDir, directory);
    var ref = Objects.requireNonNullElse(what.ref(), "");
    materials.accept(Material.commit(what.repository(), ref, commit));
    return commit;
  }
}
