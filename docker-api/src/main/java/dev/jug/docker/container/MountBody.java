package dev.jug.docker.container;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.TmpfsMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of {@code HostConfig.Mounts}. */
record MountBody(Fields fields) {

  void addTo(List<BindMount> binds, List<TmpfsMount> tmpfs) {
    switch (fields.text("Type")) {
      case "bind" -> binds.add(bind());
      case "tmpfs" -> tmpfs.add(tmpfs());
      case "volume", "image", "cluster", "npipe" ->
          throw new Unavailable(
              "mounts of type " + fields.text("Type") + " are not there yet",
              "Bind a directory of the host.");
      case String other ->
          throw new Invalid("invalid mount config: mount type unknown: \"" + other + "\"", "");
    }
  }

  private String target() {
    var target = fields.text("Target");
    if (!target.startsWith("/") || target.equals("/")) {
      throw new Invalid(
          "invalid mount config for type \""
              + fields.text("Type")
              + "\": the target must be an absolute path other than /, not '"
              + target
              + "'",
          "");
    }
    return target;
  }

  private BindMount bind() {
    var source = fields.text("Source");
    if (!source.startsWith("/")) {
      throw new Invalid(
          "invalid mount config for type \"bind\": invalid mount path: '"
              + source
              + "' mount path must be absolute",
          "");
    }
    var options = new ArrayList<String>();
    if (fields.flag("ReadOnly")) {
      options.add("ro");
    }
    var propagation = fields.object("BindOptions").text("Propagation");
    if (!propagation.isEmpty()) {
      options.add(propagation);
    }
    return new BindMount(Path.of(source), target(), options);
  }

  private TmpfsMount tmpfs() {
    var options = new ArrayList<String>();
    var more = fields.object("TmpfsOptions");
    if (more.limit("SizeBytes") != null) {
      options.add("size=" + more.limit("SizeBytes"));
    }
    if (more.limit("Mode") != null) {
      options.add("mode=" + Long.toOctalString(more.limit("Mode")));
    }
    return new TmpfsMount(target(), options);
  }
}
