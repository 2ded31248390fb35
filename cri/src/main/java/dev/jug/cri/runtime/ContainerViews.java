package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.engine.PodContainer;
import dev.jug.oci.runtime.User;

/** Containers as the CRI has them. */
final class ContainerViews {
  private ContainerViews() {}

  /** {@code ContainerState}. */
  static String state(PodContainer container) {
    if (container.isRunning()) {
      return "CONTAINER_RUNNING";
    }
    return container.hasEnded() ? "CONTAINER_EXITED" : "CONTAINER_CREATED";
  }

  /** {@code Container}. */
  static void item(Draft out, PodContainer container) {
    out.text("pod_sandbox_id", container.member().sandbox());
    common(out, container);
  }

  private static void common(Draft out, PodContainer container) {
    var member = container.member();
    var image = container.container().imageId();
    out.text("id", container.id())
        .message("metadata", metadata -> metadata(metadata, container))
        .message("image", spec -> spec.text("image", member.image()))
        .text("image_ref", image)
        .text("image_id", image)
        .constant("state", state(container))
        .number("created_at", Times.nanos(container.container().created()))
        .map("labels", member.labels())
        .map("annotations", member.annotations());
  }

  static void metadata(Draft out, PodContainer container) {
    out.text("name", container.member().name()).number("attempt", container.member().attempt());
  }

  /** {@code ContainerStatus}. */
  static void status(Draft out, PodContainer container) {
    common(out, container);
    var request = container.request();
    var storage = request.storage();
    out.number("started_at", Times.nanos(container.startedAt()))
        .constant("stop_signal", Signals.constant(request.stopSignal()))
        .messages("mounts", storage.binds(), Mounts::write)
        .messages("mounts", storage.images(), Mounts::write)
        .message(
            "resources",
            resources -> resources.message("linux", linux -> ResourceLimits.write(linux, request)));
    var log = container.member().log();
    if (log != null) {
      out.text("log_path", log.toString());
    }
    if (container.hasEnded()) {
      ended(out, container);
    }
    container.user().ifPresent(user -> out.message("user", who -> user(who, user)));
  }

  private static void ended(Draft out, PodContainer container) {
    out.number("finished_at", Times.nanos(container.finishedAt()))
        .number("exit_code", container.exitCode())
        .text("reason", reason(container))
        .text("message", container.error());
  }

  /** The words that kubelets and people know from other runtimes. */
  static String reason(PodContainer container) {
    if (container.couldNotStart()) {
      return "StartError";
    }
    if (container.wasOutOfMemory()) {
      return "OOMKilled";
    }
    return container.exitCode() == 0 ? "Completed" : "Error";
  }

  private static void user(Draft out, User user) {
    out.message(
        "linux",
        linux ->
            linux
                .number("uid", user.uid())
                .number("gid", user.gid())
                .numbers("supplemental_groups", user.additionalGids()));
  }
}
