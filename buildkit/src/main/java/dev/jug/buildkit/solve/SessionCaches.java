package dev.jug.buildkit.solve;

import dev.jug.build.cache.BuildCaches;
import dev.jug.build.cache.CachePlace;
import dev.jug.build.cache.CachePlace.InDirectory;
import dev.jug.build.cache.CachePlace.InImage;
import dev.jug.build.cache.CachePlace.InRegistry;
import dev.jug.build.cache.CacheWish;
import dev.jug.build.error.BuildFailure;
import dev.jug.buildkit.session.Session;
import dev.jug.buildkit.session.SessionContent;
import dev.jug.buildkit.session.SessionCredentials;
import dev.jug.buildkit.session.SessionLayoutSource;
import dev.jug.buildkit.session.SessionLayoutTarget;
import dev.jug.image.registry.OpensRegistries;
import dev.jug.image.registry.Registries;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The build caches that a client names: in registries, and in its directories. Thread-safe. */
final class SessionCaches implements AutoCloseable {
  private final OpensRegistries registries;
  private final Session session;
  private final Solve solve;
  private @Nullable Registries opened;

  SessionCaches(OpensRegistries registries, Session session, Solve solve) {
    this.registries = registries;
    this.session = session;
    this.solve = solve;
  }

  /**
   * All of them.
   *
   * @param several whether the build is for several platforms
   * @throws BuildFailure if one makes no sense
   */
  BuildCaches all(boolean several) {
    var targets = new ArrayList<BuildCaches.To>();
    boolean inline = false;
    for (var fields : solve.request().cachesTo()) {
      var wish = CacheWish.of(fields);
      if (several && !(wish.place() instanceof InImage)) {
        throw new BuildFailure(
            "a build cache has the steps of one platform: build for one after the other");
      }
      switch (wish.place()) {
        case InImage() -> inline = true;
        case InRegistry(var name) ->
            targets.add(new BuildCaches.To(wish, () -> registries().target(name, _ -> List.of())));
        case InDirectory(var path, _) ->
            targets.add(
                new BuildCaches.To(
                    wish, () -> new SessionLayoutTarget(content(path), path, this::tell)));
      }
    }
    var sources = solve.request().cachesFrom().stream().map(this::source).toList();
    return new BuildCaches(sources, targets, inline);
  }

  /** One that is none of ours is told of, as one is that is not there. */
  private BuildCaches.From source(Map<String, String> fields) {
    return () -> open(fields);
  }

  private ImageSource open(Map<String, String> fields) throws IOException {
    return switch (CachePlace.source(fields)) {
      case InRegistry(var name) -> registries().source(name);
      case InDirectory(var path, _) -> directory(path, fields.getOrDefault("digest", ""));
      case InImage() -> throw new BuildFailure("a cache of type inline is named by its image");
    };
  }

  private ImageSource directory(String path, String digest) {
    return new SessionLayoutSource(content(path), path, Digest.parse(digest));
  }

  private SessionContent content(String path) {
    return new SessionContent(session, "local:" + path);
  }

  /** The client notes it in the directory's index. */
  private void tell(Descriptor cache) {
    solve.answer("cache.manifest", Solve.json(cache));
  }

  private synchronized Registries registries() {
    var there = opened;
    if (there == null) {
      there = registries.open(new SessionCredentials(session));
      opened = there;
    }
    return there;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
