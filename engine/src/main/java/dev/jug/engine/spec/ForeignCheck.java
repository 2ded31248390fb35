package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.UserMode;
import java.util.Set;
import java.util.stream.Stream;

/** Says no to what a container of another runtime cannot have, rather than to leave it out. */
final class ForeignCheck {
  private static final Set<String> OUTWARDS = Set.of("shared", "rshared");

  private final ContainerRequest request;

  private ForeignCheck(ContainerRequest request) {
    this.request = request;
  }

  static void check(ContainerRequest request) {
    if (RuntimeName.isOther(request.runtime())) {
      new ForeignCheck(request).run();
    }
  }

  private void run() {
    refuse(request.init(), "--init", "The reaper is a part of the runtime jug.");
    refuse(
        isOn(LandlockChoice.OPTION),
        "--security-opt landlock",
        "The specification of runtimes has no such policy; the runtime jug has.");
    refuse(
        hasUsers(),
        "a user namespace",
        "--userns host is without one. The runtime jug maps the image's files for it.");
    refuse(
        hasSubpath(request.storage()),
        "a subpath of a volume, an image or a bind",
        "It is opened where only the runtime jug reaches it. Mount the whole.");
    refuse(
        request.storage().allBinds().stream()
            .flatMap(ForeignCheck::options)
            .anyMatch(OUTWARDS::contains),
        "a mount that is shared with the host",
        "rslave shows the host's mounts to the container.");
  }

  private void refuse(boolean asked, String what, String advice) {
    if (asked) {
      throw new Invalid(
          "runtime " + request.runtime() + " cannot be combined with " + what, advice);
    }
  }

  private boolean isOn(String option) {
    return request.security().values(option).stream().anyMatch(value -> !value.equals("off"));
  }

  private boolean hasUsers() {
    return switch (request.namespaces().user()) {
      case UserMode.Host _, UserMode.Unsaid _ -> request.namespaces().ids() != null;
      case UserMode.Mapped _, UserMode.Auto _, UserMode.KeepId _ -> true;
    };
  }

  private static boolean hasSubpath(StorageOptions storage) {
    return Stream.of(
            storage.allVolumes().stream().map(mount -> mount.subpath()),
            storage.images().stream().map(mount -> mount.subpath()),
            storage.allBinds().stream().map(BindMount::subpath))
        .flatMap(subpaths -> subpaths)
        .anyMatch(subpath -> !subpath.isEmpty());
  }

  private static Stream<String> options(BindMount bind) {
    return bind.options().stream();
  }
}
