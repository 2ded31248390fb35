package dev.jug.engine.image;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.files.ContainerFiles;
import dev.jug.engine.request.CommitRequest;
import dev.jug.engine.request.ContainerImage.Host;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.image.Images;
import dev.jug.image.catalog.Image;
import dev.jug.image.make.ConfigChanges;
import dev.jug.image.make.ImageMaker;
import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.History;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/**
 * Makes an image of what a container has become.
 *
 * @param images takes it
 * @param container what it is made of
 * @param files what it wrote
 */
public record Commit(Images images, ContainerRecord container, ContainerFiles files) {
  /**
   * The image.
   *
   * @param now when it is made
   * @throws Unavailable if the container was made from this machine's own system
   * @throws IOException if the disk fails
   */
  public Image run(CommitRequest request, Instant now) throws IOException {
    var created = now.truncatedTo(ChronoUnit.SECONDS).toString();
    try (var maker = maker()) {
      var how = history(request, created);
      maker.layer(files::layer, how);
      maker.defaults(ConfigChanges.apply(config(maker.defaults()), request.changes()));
      if (request.author() != null) {
        maker.author(request.author());
      }
      return maker.finish(created, request.name());
    }
  }

  private ImageMaker maker() throws IOException {
    return switch (container.request().image()) {
      case Stored(_, var manifest) ->
          images.make(images.image(Digest.parse(Objects.requireNonNull(manifest))));
      case Host _ ->
          throw new Unavailable(
              "container " + container.name() + " was made from this machine's own system",
              "Its changes mean nothing without it. 'jug export' writes all of its files.");
      default -> images.make();
    };
  }

  private History history(CommitRequest request, String created) {
    var command = String.join(" ", container.request().process().arguments());
    return new History(created, request.author(), command, request.message(), false);
  }

  /** How the container runs, and what only images say. */
  private ContainerConfig config(ContainerConfig base) {
    var process = container.request().process();
    var entrypoint = process.entrypoint();
    return base.withUser(process.user())
        .withEnv(ConfigChanges.united(process.environment(), Map.of()))
        .withEntrypoint(entrypoint == null ? base.entrypoint() : entrypoint)
        .withCmd(process.command())
        .withWorkingDir(process.directory())
        .withLabels(container.request().labels())
        .withStopSignal(container.request().stopSignal());
  }
}
