package dev.jug.build.exec;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.AddStep;
import dev.jug.build.tree.SourceTree;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.linux.fs.Rooted;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ADD} does with an address: its file is copied, or unpacked where that is asked for.
 * It is not fetched if its checksum is given and what comes of it is known. Not thread-safe.
 */
final class RemoteAdd implements AddPart {
  private final BuildWorld world;
  private final AddSource.Remote source;
  private final AddStep step;
  private final AddedArchive unpacking;
  private final long stamp;
  private final String name;
  private @Nullable OwnedDirectory place;
  private @Nullable Digest digest;

  RemoteAdd(
      BuildWorld world, AddSource.Remote source, AddStep step, AddedArchive unpacking, long stamp) {
    this.world = world;
    this.source = source;
    this.step = step;
    this.unpacking = unpacking;
    this.stamp = stamp;
    this.name = name();
  }

  private String name() {
    var path = URI.create(source.url()).getPath();
    var last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    if (last.isEmpty() && step.destination().endsWith("/")) {
      throw new BuildFailure(
          "cannot determine filename from url: " + source.url() + "; name it in the destination");
    }
    return last.isEmpty() || last.equals("..") || last.equals(".") ? "file" : last;
  }

  /** Its directory, where it lies under its name. */
  private Path fetched() throws IOException, InterruptedException {
    var there = place;
    if (there == null) {
      there = OwnedDirectory.in(world.images().scratch());
      place = there;
      var file = there.path().resolve(name);
      var found = world.remotes().download(source.url(), file);
      verify(found, file);
      digest = found;
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return there.path();
  }

  private void verify(Digest sha256, Path file) throws IOException {
    var wanted = step.checksum();
    if (wanted == null) {
      return;
    }
    var expected = Digest.parse(wanted);
    var found = expected.algorithm() == sha256.algorithm() ? sha256 : digest(file, expected);
    if (!found.equals(expected)) {
      throw new BuildFailure("digest mismatch " + found + ": " + expected);
    }
  }

  private static Digest digest(Path file, Digest expected) throws IOException {
    var computation = expected.algorithm().start();
    try (var in = new DigestInputStream(Files.newInputStream(file), computation)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Digest.finish(expected.algorithm(), computation);
  }

  @Override
  public void describe(ContentKey key) throws IOException, InterruptedException {
    var content = step.checksum();
    if (content == null) {
      fetched();
      content = String.valueOf(digest);
    }
    key.add("address").add(name).add(content).add(step.destination());
    key.add(String.valueOf(step.flags())).add(String.valueOf(step.unpack()));
  }

  @Override
  public void write(Fd root) throws IOException, InterruptedException {
    var directory = Rooted.directory(fetched().toString());
    try (var tree = new SourceTree(directory, IgnoreRules.NONE, true, () -> {})) {
      if (Boolean.TRUE.equals(step.unpack()) && unpacking.unpack(tree, name, root)) {
        return;
      }
      var pattern = name.replaceAll("([*?\\[\\\\])", "\\\\$1");
      new CopyAction(
              "ADD", tree, List.of(pattern), List.of(), step.destination(), step.flags(), stamp)
          .run(root);
    }
  }

  @Override
  public void close() throws IOException {
    if (place != null) {
      place.close();
    }
  }
}
