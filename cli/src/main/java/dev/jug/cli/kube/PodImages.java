package dev.jug.cli.kube;

import dev.jug.cli.context.Context;
import dev.jug.cli.image.MissingImage;
import dev.jug.cli.image.MissingImage.When;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.PodSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pulls the images of a manifest's pods, with the credentials of whoever plays it. What is started
 * later is started from these.
 *
 * @param context of the command
 */
record PodImages(Context context) {
  /** Pulls what is to be pulled. */
  void provide(Manifest manifest) throws IOException {
    for (var image : images(manifest).entrySet()) {
      var request =
          ContainerRequest.builder(new ContainerImage.Stored(image.getKey(), null), List.of())
              .build();
      new MissingImage(context, image.getValue(), false).provide(request);
    }
  }

  private static Map<String, When> images(Manifest manifest) {
    var images = new LinkedHashMap<String, When>();
    for (var resource : manifest.resources()) {
      var spec =
          switch (resource) {
            case Pod pod -> Stream.of(pod.spec());
            case Deployment deployment -> Stream.of(deployment.template().spec());
            default -> Stream.<PodSpec>empty();
          };
      spec.flatMap(PodImages::containers)
          .forEach(container -> images.merge(container.image(), when(container), PodImages::first));
    }
    return images;
  }

  private static Stream<Container> containers(PodSpec spec) {
    return Stream.concat(spec.initContainers().stream(), spec.containers().stream());
  }

  private static When first(When one, When other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static When when(Container container) {
    return switch (container.pullPolicy()) {
      case ALWAYS -> When.ALWAYS;
      case IF_NOT_PRESENT -> When.MISSING;
      case NEVER -> When.NEVER;
    };
  }
}
