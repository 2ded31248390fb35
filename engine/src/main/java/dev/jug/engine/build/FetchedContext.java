package dev.jug.engine.build;

import dev.jug.build.attest.Material;
import dev.jug.build.attest.NotingRemotes;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.exec.Unpacking;
import dev.jug.build.graph.AddSource;
import dev.jug.build.remote.Remotes;
import dev.jug.image.Images;
import dev.jug.linux.fs.OwnedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A build context from elsewhere, until it is closed.
 *
 * @param place has all that was fetched
 * @param path the context in it
 * @param origin where it was
 */
public record FetchedContext(OwnedDirectory place, Path path, Material origin)
    implements AutoCloseable {
  /**
   * Fetches one: the files of a repository, an archive, or else a Dockerfile alone.
   *
   * @throws BuildFailure if there is nothing
   * @throws IOException if the disk fails
   */
  public static FetchedContext of(Images images, Remotes remotes, AddSource address)
      throws IOException {
    var place = OwnedDirectory.in(images.scratch());
    try {
      var origin = new AtomicReference<@Nullable Material>();
      var noting = new NotingRemotes(remotes, origin::set);
      var path = fetch(images, noting, address, place.path());
      return new FetchedContext(place, path, Objects.requireNonNull(origin.get()));
    } catch (InterruptedException e) {
      place.close();
      Thread.currentThread().interrupt();
      var cancelled = new CancellationException("the build was given up");
      cancelled.initCause(e);
      throw cancelled;
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private static Path fetch(Images images, Remotes remotes, AddSource address, Path place)
      throws IOException, InterruptedException {
    return switch (address) {
      case AddSource.Git git -> {
        remotes.checkOut(git, false, place);
        yield inside(place, git.subdirectory() == null ? "" : git.subdirectory());
      }
      case AddSource.Remote(var url) -> {
        var file = place.resolve("file");
        var context = Files.createDirectory(place.resolve("context"));
        remotes.download(url, file);
        if (!new Unpacking(images).unpackIfArchive(file, context)) {
          Files.move(file, context.resolve("Dockerfile"));
        }
        yield context;
      }
      case AddSource.Local(var pattern) -> throw new BuildFailure(pattern + " is no address");
    };
  }

  /** A link in a repository leads nowhere out of it. */
  private static Path inside(Path place, String subdirectory) throws IOException {
    var path = place.resolve(subdirectory);
    if (!Files.isDirectory(path) || !path.toRealPath().startsWith(place.toRealPath())) {
      throw new BuildFailure("the repository has no directory " + subdirectory);
    }
    return path;
  }

  @Override
  public void close() throws IOException {
    place.close();
  }
}
