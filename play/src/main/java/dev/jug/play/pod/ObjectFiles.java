package dev.jug.play.pod;

import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.kube.model.Bytes;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.EnvVar.Source;
import dev.jug.kube.model.Volume;
import dev.jug.kube.model.Volume.DownwardApi;
import dev.jug.kube.model.Volume.Objects;
import dev.jug.kube.model.Volume.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes entries of objects as files, once, before the pod's first container.
 *
 * @param environments knows the entries
 * @param root of the volume; nobody but the engine writes there
 */
record ObjectFiles(Environments environments, Path root) {
  /** Writes all of a source. */
  void write(Projection source) throws IOException {
    switch (source) {
      case Objects objects -> objects(objects);
      case DownwardApi api -> {
        for (var item : api.items()) {
          var text = text(item.source());
          write(item.path(), Bytes.of(text), item.mode().orElse(api.defaultMode()));
        }
      }
    }
  }

  private String text(Source source) {
    var facts = environments.facts();
    return switch (source) {
      case Source.PodField field -> facts.field(field.path());
      case Source.ContainerResource asked -> facts.resource(any(facts), asked);
      default -> "";
    };
  }

  private static Container any(PodFacts facts) {
    return facts.plan().spec().containers().getFirst();
  }

  private void objects(Objects objects) throws IOException {
    var entries = environments.entries(objects.secret(), objects.name(), objects.optional());
    for (var item : items(objects, entries)) {
      var value = entries.get(item.key());
      if (value != null) {
        write(item.path(), value, item.mode().orElse(objects.defaultMode()));
      } else if (!objects.optional()) {
        throw new NotFound(objects.name() + " has no key " + item.key(), "");
      }
    }
  }

  private static List<Volume.Item> items(Objects objects, Map<String, Bytes> entries) {
    if (!objects.items().isEmpty()) {
      return objects.items();
    }
    return entries.keySet().stream()
        .map(key -> new Volume.Item(key, key, Optional.empty()))
        .toList();
  }

  private void write(String path, Bytes content, int mode) throws IOException {
    var file = root.resolve(path).normalize();
    if (!file.startsWith(root)) {
      throw new IOException(path + " leads out of the volume");
    }
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.write(file, content.toArray());
    Files.setAttribute(file, "unix:mode", mode);
  }
}
