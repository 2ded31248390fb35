package dev.jug.cli.build;

import dev.jug.build.cache.BuildCaches;
import dev.jug.build.cache.CachePlace;
import dev.jug.build.cache.CachePlace.InDirectory;
import dev.jug.build.cache.CachePlace.InImage;
import dev.jug.build.cache.CachePlace.InRegistry;
import dev.jug.build.cache.CacheWish;
import dev.jug.cli.image.Transports;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.transfer.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a build shares with builds of other engines. */
final class CacheFlags {
  @Option(
      names = "--cache-from",
      description =
          "type=registry,ref=NAME, type=local,src=DIRECTORY, or NAME: steps that need not run here.")
  List<String> from = new ArrayList<>();

  @Option(
      names = "--cache-to",
      description =
          "type=registry,ref=NAME, type=local,dest=DIRECTORY, or type=inline; mode=max for the"
              + " steps of all stages.")
  List<String> to = new ArrayList<>();

  /** Whether something is shared. */
  boolean any() {
    return !from.isEmpty() || !to.isEmpty();
  }

  /**
   * Refuses what each platform would write anew.
   *
   * @throws Invalid with what to do
   */
  void checkSeveralPlatforms() {
    if (to.stream().anyMatch(text -> !(CacheWish.parse(text).place() instanceof InImage))) {
      throw new Invalid(
          "a build cache has the steps of one platform",
          "Write --cache-to type=inline, or build for one platform after the other.");
    }
  }

  /**
   * All that is asked for.
   *
   * @param transports open it, as long as the build lasts
   * @param here what relative paths are relative to
   */
  BuildCaches caches(Transports transports, Path here) {
    var sources = new ArrayList<BuildCaches.From>();
    for (var text : from) {
      var where = location(CachePlace.source(text), here);
      sources.add(() -> transports.source(where));
    }
    var targets = new ArrayList<BuildCaches.To>();
    boolean inline = false;
    for (var text : to) {
      var wish = CacheWish.parse(text);
      if (wish.place() instanceof InImage) {
        inline = true;
      } else {
        var where = location(wish.place(), here);
        targets.add(new BuildCaches.To(wish, () -> transports.target(where)));
      }
    }
    return new BuildCaches(sources, targets, inline);
  }

  private static Location location(CachePlace place, Path here) {
    return switch (place) {
      case InRegistry(var reference) -> new Location.Registry(reference);
      case InDirectory(var path, var name) ->
          new Location.Layout(here.resolve(path).normalize(), name);
      case InImage() ->
          throw new Invalid(
              "a build cache of type inline is in an image",
              "Write --cache-from NAME of the image.");
    };
  }
}
