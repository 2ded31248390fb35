package dev.jug.cli.command;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.TmpfsMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Docker's {@code --mount}.
 *
 * @param bind set if it is a bind mount
 * @param tmpfs set if it is a file system in memory
 */
record MountOption(Optional<BindMount> bind, Optional<TmpfsMount> tmpfs) {
  static MountOption parse(String text) {
    var fields = new HashMap<String, String>();
    for (var field : List.of(text.split(","))) {
      int equals = field.indexOf('=');
      fields.put(
          equals < 0 ? field : field.substring(0, equals),
          equals < 0 ? "true" : field.substring(equals + 1));
    }
    var target = first(fields, "target", "dst", "destination");
    if (!target.startsWith("/")) {
      throw new Invalid("invalid mount: " + text + ": target must be an absolute path", "");
    }
    return switch (fields.getOrDefault("type", "volume")) {
      case "bind" -> new MountOption(Optional.of(bind(text, fields, target)), Optional.empty());
      case "tmpfs" -> new MountOption(Optional.empty(), Optional.of(tmpfs(fields, target)));
      default ->
          throw new Unavailable(
              "invalid mount: " + text + ": only type=bind and type=tmpfs are there yet", "");
    };
  }

  private static String first(Map<String, String> fields, String... names) {
    for (var name : names) {
      if (fields.containsKey(name)) {
        return fields.getOrDefault(name, "");
      }
    }
    return "";
  }

  private static BindMount bind(String text, Map<String, String> fields, String target) {
    var source = first(fields, "source", "src");
    if (!source.startsWith("/")) {
      throw new Invalid("invalid mount: " + text + ": source must be an absolute path", "");
    }
    var options = new ArrayList<String>();
    if ("true".equals(first(fields, "readonly", "ro"))) {
      options.add("ro");
    }
    var propagation = fields.get("bind-propagation");
    if (propagation != null) {
      options.add(propagation);
    }
    return new BindMount(Path.of(source), target, options);
  }

  private static TmpfsMount tmpfs(Map<String, String> fields, String target) {
    var options = new ArrayList<String>();
    var size = fields.get("tmpfs-size");
    var mode = fields.get("tmpfs-mode");
    if (size != null) {
      options.add("size=" + size);
    }
    if (mode != null) {
      options.add("mode=" + mode);
    }
    return new TmpfsMount(target, options);
  }
}
