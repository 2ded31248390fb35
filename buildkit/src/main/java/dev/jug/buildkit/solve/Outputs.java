package dev.jug.buildkit.solve;

import dev.jug.build.exec.Built;
import dev.jug.build.output.Export;
import dev.jug.buildkit.message.Exporter;
import dev.jug.buildkit.progress.Tasks;
import dev.jug.buildkit.session.Session;
import dev.jug.buildkit.session.SessionContent;
import dev.jug.buildkit.session.SessionLayoutTarget;
import dev.jug.buildkit.session.SessionTarget;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.image.archive.ArchiveOutput;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Reference;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where the result of a build goes to.
 *
 * @param exporters what the client asked for; none to keep steps only
 */
public record Outputs(List<Exporter> exporters) {
  private static final int PIECE = 32 << 10;

  public Outputs {
    exporters = List.copyOf(exporters);
  }

  /** The names that the image gets. */
  public List<Reference> names() {
    return exporters.stream()
        .filter(Outputs::keepsImage)
        .flatMap(it -> names(it).stream())
        .toList();
  }

  private static List<Reference> names(Exporter exporter) {
    var names = exporter.attributes().getOrDefault("name", "");
    return names.isEmpty()
        ? List.of()
        : Arrays.stream(names.split(",", -1)).map(Reference::parse).toList();
  }

  private static boolean keepsImage(Exporter exporter) {
    return switch (exporter.type()) {
      case "moby", "image" -> true;
      default -> false;
    };
  }

  /**
   * Refuses what is not there, before anything is built.
   *
   * @param several whether it is for several platforms
   * @throws Unavailable with what to do
   */
  void check(boolean several) {
    for (var exporter : exporters) {
      if (!List.of("moby", "image", "docker", "oci", "tar", "local").contains(exporter.type())) {
        throw new Unavailable(
            "output of type " + exporter.type() + " is not supported by this engine",
            "Types are image, docker, oci, tar and local.");
      }
      if (several && List.of("docker", "tar", "local").contains(exporter.type())) {
        throw new Unavailable(
            "output of type "
                + exporter.type()
                + " for several platforms is not supported by this engine",
            "Write type=oci, --push, or build for one after the other.");
      }
    }
  }

  /**
   * Gives the result to all places; an image that nobody asked to keep goes.
   *
   * @throws IOException if the client does not take it
   */
  void give(Engine engine, Session session, Built built, Solve solve)
      throws IOException, InterruptedException {
    try {
      for (int i = 0; i < exporters.size(); i++) {
        var exporter = exporters.get(i);
        if (isDirectory(exporter)) {
          layout(new Export(engine.images(), built), session, solve);
        } else if (!keepsImage(exporter)) {
          send(engine, new SessionTarget(session, i), built, solve.tasks(), exporter);
        }
      }
    } finally {
      if (exporters.stream().noneMatch(Outputs::keepsImage)) {
        engine.images().upkeep().forget(built.root());
      }
    }
  }

  /** Whether it is an OCI image layout that is no archive. */
  private static boolean isDirectory(Exporter exporter) {
    return exporter.type().equals("oci")
        && exporter.attributes().getOrDefault("tar", "true").equals("false");
  }

  /** The client itself notes the image in the layout's index. */
  private static void layout(Export export, Session session, Solve solve)
      throws IOException, InterruptedException {
    solve
        .tasks()
        .run(
            "exporting to client OCI layout",
            task -> {
              var content = new SessionContent(session, "export");
              try (var target =
                  new SessionLayoutTarget(content, "the client", image -> tell(image, solve))) {
                export.push(target);
              }
              task.part("copying files");
              return task;
            });
  }

  private static void tell(Descriptor image, Solve solve) {
    var json = Solve.json(image).getBytes(StandardCharsets.UTF_8);
    solve.answer("containerimage.descriptor", Base64.getEncoder().encodeToString(json));
  }

  private static void send(
      Engine engine, SessionTarget target, Built built, Tasks tasks, Exporter exporter)
      throws IOException, InterruptedException {
    var export = new Export(engine.images(), built);
    var type = exporter.type();
    tasks.run(
        "exporting to client " + (type.equals("local") ? "directory" : "tarball"),
        task -> {
          if (type.equals("local")) {
            try (var files = OwnedDirectory.in(engine.images().scratch())) {
              export.files(files.path());
              target.directory(files.path());
            }
          } else {
            try (var out = new BufferedOutputStream(target.open(), PIECE)) {
              write(export, exporter, out);
            }
          }
          task.part("copying files");
          return built;
        });
  }

  private static void write(Export export, Exporter exporter, BufferedOutputStream out)
      throws IOException {
    var names = names(exporter);
    var stream = new ArchiveOutput.ToStream(out, "the client");
    switch (exporter.type()) {
      case "tar" -> export.tar(out);
      case "docker" -> export.docker(names, stream);
      default -> export.layout(names.isEmpty() ? null : names.getFirst(), stream);
    }
  }
}
