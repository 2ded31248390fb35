package dev.jug.cri.image;

import dev.jug.cri.call.Calls;
import dev.jug.cri.image.ImageViews.Known;
import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.Engine;
import dev.jug.image.audit.SpaceItem.Kind;
import dev.jug.image.registry.OpensRegistries;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Images.
 *
 * @param engine has them
 * @param registries are reached as the engine is told to
 */
public record ImageService(Engine engine, OpensRegistries registries) {
  /** Adds its methods. */
  public void addTo(Calls calls) {
    calls.unary(
        "ListImages",
        (in, out) -> out.messages("images", of(in.message("filter")), views()::write));
    calls.unary("ImageStatus", this::status);
    calls.unary("PullImage", this::pull);
    calls.unary("RemoveImage", (in, _) -> remove(in.message("image").text("image")));
    calls.unary("ImageFsInfo", (_, out) -> space(out));
    calls.flow(
        "StreamImages",
        "StreamImagesRequest",
        (in, call) -> {
          var found = of(in.message("filter"));
          call.send(
              Draft.of(
                  "StreamImagesResponse", out -> out.messages("images", found, views()::write)));
        });
  }

  private ImageViews views() {
    return new ImageViews(engine.images());
  }

  private List<Known> of(Message filter) throws IOException {
    var wanted = filter.message("image").text("image");
    return wanted.isEmpty() ? views().all() : find(wanted);
  }

  /** One, or none. */
  private List<Known> find(String name) throws IOException {
    var found = new ArrayList<Known>();
    var images = engine.images();
    var image = images.lookUp(name, null);
    if (image.isPresent()) {
      found.add(new Known(image.get().image(), images.entries(image.get().image())));
    }
    return found;
  }

  /** An image that is not there is no error: the answer has none then. */
  private void status(Message request, Draft out) throws IOException {
    for (var known : find(request.message("image").text("image"))) {
      out.message("image", image -> views().write(image, known));
      if (request.flag("verbose")) {
        out.map("info", views().info(known));
      }
    }
  }

  private void pull(Message request, Draft out) throws IOException {
    var reference = Reference.parse(request.message("image").text("image"));
    var images = engine.images();
    var credentials = Credentials.of(request.message("auth"), reference.registry());
    try (var open = registries.open(credentials);
        var source = images.signatures().checked(reference, open.source(reference), open)) {
      var pulled = images.pull(source, List.of(reference), null, Progress.NONE);
      out.text("image_ref", pulled.image().id().toString());
    }
  }

  /** With all its names, as the interface has it; what is not there is gone already. */
  private void remove(String name) throws IOException {
    for (var known : find(name)) {
      engine.images().remove(known.image().id().toString(), true);
    }
  }

  /** Layers and what containers write are on the same file system. */
  private void space(Draft out) throws IOException {
    var place = Path.of(engine.info().root());
    long images = 0;
    long containers = 0;
    for (var item : engine.space()) {
      var kind = item.kind();
      images += kind.isOfImages() || kind == Kind.PARTIAL_DOWNLOAD ? item.bytes() : 0;
      containers += kind.isOfContainers() ? item.bytes() : 0;
    }
    long imageBytes = images;
    long containerBytes = containers;
    out.message("image_filesystems", usage -> usage(usage, place.resolve("images"), imageBytes));
    out.message(
        "container_filesystems",
        usage -> usage(usage, place.resolve("containers"), containerBytes));
  }

  private static void usage(Draft out, Path place, long bytes) {
    var now = Instant.now();
    out.number("timestamp", TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano())
        .message("fs_id", id -> id.text("mountpoint", place.toString()))
        .value("used_bytes", bytes);
  }
}
