package dev.jug.image.crash;

import dev.jug.image.Images;
import dev.jug.image.Upkeep.Choice;
import dev.jug.image.archive.ArchiveOutput;
import dev.jug.image.archive.DockerArchive;
import dev.jug.image.archive.DockerArchiveWriter;
import dev.jug.image.archive.SampleImage;
import dev.jug.image.archive.TarIndex;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.fixture.MemoryImage;
import dev.jug.image.make.LayerContent;
import dev.jug.image.sign.PolicyFile;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.History;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** What is done to a store and cut off: each can be done again, wherever it was cut off. */
enum Operation {
  /** An image of two layers, one of which is there already. */
  PULL {
    @Override
    void run(Images images, Path inputs) throws IOException {
      images.pull(second(), List.of(called("second")), null, Progress.NONE);
    }

    @Override
    List<String> after() {
      return List.of("first:1", "second:1");
    }
  },
  /** A newer image takes over a name. */
  REPLACE {
    @Override
    void run(Images images, Path inputs) throws IOException {
      images.pull(second(), List.of(called("first")), null, Progress.NONE);
    }

    @Override
    List<String> after() {
      return List.of("<none>", "first:1");
    }
  },
  LOAD {
    @Override
    void run(Images images, Path inputs) throws IOException {
      try (var in = Files.newInputStream(inputs.resolve("archive.tar"));
          var archive = new DockerArchive(TarIndex.read(in, "archive", images.scratch()))) {
        images.pull(
            archive.source(archive.images().getFirst()),
            List.of(called("loaded")),
            null,
            Progress.NONE);
      }
    }

    @Override
    List<String> after() {
      return List.of("first:1", "loaded:1");
    }
  },
  /** An image that is made here. */
  IMPORT {
    @Override
    void run(Images images, Path inputs) throws IOException {
      var archive = new ByteArrayInputStream(Files.readAllBytes(inputs.resolve("layer.tar")));
      try (var maker = images.make()) {
        maker.layer(LayerContent.of(archive), new History(null, null, null, null, false));
        maker.finish("2026-01-01T00:00:00Z", called("imported"));
      }
    }

    @Override
    List<String> after() {
      return List.of("first:1", "imported:1");
    }
  },
  TAG {
    @Override
    void run(Images images, Path inputs) throws IOException {
      images.tag("first:1", called("also"));
    }

    @Override
    List<String> after() {
      return List.of("also:1", "first:1");
    }
  },
  REMOVE {
    @Override
    void run(Images images, Path inputs) throws IOException {
      try {
        images.remove("first:1", false);
      } catch (ImageException e) {
        if (e.kind() != Kind.NOT_FOUND) {
          throw e;
        }
      }
    }

    @Override
    List<String> after() {
      return List.of();
    }
  },
  PRUNE {
    @Override
    void run(Images images, Path inputs) throws IOException {
      images.upkeep().prune(Choice.of(true));
    }

    @Override
    List<String> after() {
      return List.of();
    }
  },
  /** One that fails, after some of it has come. */
  FAIL {
    @Override
    void run(Images images, Path inputs) throws IOException {
      try {
        images.pull(MemoryImage.of("no archive"), List.of(called("broken")), null, Progress.NONE);
      } catch (ImageException e) {
        if (e.kind() != Kind.INVALID) {
          throw e;
        }
      }
    }

    @Override
    List<String> after() {
      return List.of("first:1");
    }
  },
  /** Whoever opens a store after somebody was killed; being killed, too. */
  RECOVER {
    @Override
    void run(Images images, Path inputs) {}

    @Override
    List<String> after() {
      return List.of();
    }

    @Override
    void fill(Path store, String driver) throws IOException {
      super.fill(store, driver);
      Files.delete(store.resolve("index.json"));
      Files.createFile(store.resolve("leases/dead"));
      Files.createDirectories(store.resolve("scratch/dead/full"));
      Files.createDirectories(store.resolve("layers/" + driver + ".new/dead/layer"));
      Files.createFile(store.resolve("index.json.tmp"));
    }
  };

  abstract void run(Images images, Path inputs) throws IOException;

  /** The names that are there when it is done, in their order. */
  abstract List<String> after();

  /** Makes what operations read. */
  static void prepare(Path inputs) throws IOException {
    Files.createDirectories(inputs);
    Files.write(inputs.resolve("layer.tar"), SampleImage.tar("imported", "words ".repeat(99)));
    var file = new ArchiveOutput.ToFile(inputs.resolve("archive.tar"));
    try (var images = open(inputs.resolve("store"), "vfs");
        var archive = DockerArchiveWriter.single(file, List.of(called("loaded")), inputs)) {
      var source = SampleImage.of("loaded", LayerCompression.NONE, LayerCompression.GZIP);
      var pulled = images.pull(source, List.of(), null, Progress.NONE);
      images.push(pulled.root(), null, archive, Progress.NONE);
    }
  }

  /** Makes the store that it is done to, with one image of two layers. */
  void fill(Path store, String driver) throws IOException {
    try (var images = open(store, driver)) {
      images.pull(
          SampleImage.of("words ", LayerCompression.NONE, LayerCompression.GZIP),
          List.of(called("first")),
          null,
          Progress.NONE);
    }
  }

  static Images open(Path store, String driver) throws IOException {
    return Images.open(
        store,
        driver,
        new PolicyFile(Path.of("/nowhere/policy.json")),
        List::of,
        InstantSource.system(),
        () -> 3,
        _ -> {});
  }

  private static SampleImage second() throws IOException {
    return SampleImage.of("words ", LayerCompression.NONE, LayerCompression.ZSTD);
  }

  private static Reference called(String repository) {
    return Reference.parse(repository + ":1");
  }

  /** The names in a store, in their order. */
  static List<String> names(Images images) throws IOException {
    return images.entries().stream()
        .map(entry -> entry.name().map(Reference::familiar).orElse("<none>"))
        .sorted()
        .toList();
  }
}
