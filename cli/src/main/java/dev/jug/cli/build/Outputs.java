package dev.jug.cli.build;

import dev.jug.build.exec.Built;
import dev.jug.build.output.Export;
import dev.jug.build.output.Output;
import dev.jug.build.output.Output.ToDirectory;
import dev.jug.build.output.Output.ToDockerArchive;
import dev.jug.build.output.Output.ToImages;
import dev.jug.build.output.Output.ToLayout;
import dev.jug.build.output.Output.ToTar;
import dev.jug.cli.context.Context;
import dev.jug.cli.image.Transports;
import dev.jug.door.FrontOutput;
import dev.jug.image.archive.ArchiveOutput;
import dev.jug.image.transfer.Location;
import dev.jug.oci.image.Reference;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives what was built to where it shall be, as the user who asks.
 *
 * @param names of the build
 */
record Outputs(Context context, OutputFlags flags, List<Reference> names) {
  private static final int BUFFER = 1 << 16;

  /**
   * Gives it to all places; an image that nobody asked the engine to keep goes.
   *
   * @throws IOException if the disk or a connection fails
   */
  void give(Built built) throws IOException {
    var export = new Export(context.engine().images(), built);
    try {
      for (var output : flags.all()) {
        give(export, output);
      }
    } finally {
      if (!flags.keepsImage()) {
        context.engine().images().upkeep().forget(built.root());
      }
    }
    if (flags.idFile != null) {
      Files.writeString(here(flags.idFile), built.image().id().toString());
    }
  }

  private void give(Export export, Output output) throws IOException {
    switch (output) {
      case ToImages(_, boolean push) -> {
        if (push) {
          push(export);
        }
      }
      case ToDockerArchive(var to, var more) ->
          export.docker(Stream.concat(names.stream(), more.stream()).toList(), archive(to));
      case ToLayout(var to, boolean archive, var name) -> {
        var called = name == null ? names.stream().findFirst().orElse(null) : name;
        if (archive) {
          export.layout(called, archive(to));
        } else {
          export.layout(called, here(to));
        }
      }
      case ToTar(var to) -> tar(export, to);
      case ToDirectory(var to) -> export.files(here(to));
    }
  }

  private void push(Export export) throws IOException {
    try (var transports = new Transports(context)) {
      for (var name : flags.imageNames()) {
        try (var target = transports.target(new Location.Registry(name))) {
          export.push(target);
        }
      }
    }
  }

  private void tar(Export export, String to) throws IOException {
    if (to.equals(Output.STDOUT)) {
      try (var out = new BufferedOutputStream(new FrontOutput(context.front()), BUFFER)) {
        export.tar(out);
      }
      return;
    }
    try (var out = new BufferedOutputStream(Files.newOutputStream(here(to)), BUFFER)) {
      export.tar(out);
    }
  }

  private ArchiveOutput archive(String to) {
    return to.equals(Output.STDOUT)
        ? new ArchiveOutput.ToStream(new FrontOutput(context.front()), "standard output")
        : new ArchiveOutput.ToFile(here(to));
  }

  private Path here(String path) {
    return Path.of(context.front().request().directory()).resolve(path).normalize();
  }
}
