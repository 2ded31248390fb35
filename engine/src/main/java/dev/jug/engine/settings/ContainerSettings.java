package dev.jug.engine.settings;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ByteSize;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DiskLimit;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.sight.ViewChoice;
import dev.jug.engine.usage.Controllers;
import dev.jug.engine.userns.Remap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What containers are if nobody says otherwise.
 *
 * @param limits of setrlimit(2) ({@code default-ulimits})
 * @param shmSize bytes of /dev/shm ({@code default-shm-size})
 * @param init whether a reaper is process 1 ({@code init})
 * @param noNewPrivileges whether programs cannot gain rights ({@code no-new-privileges})
 * @param pidsLimit most processes and threads, −1 for no limit ({@code default-pids-limit})
 * @param remap whose ids they have as users ({@code userns-remap}); empty for the machine's
 * @param seccomp {@code unconfined}, {@code builtin} or a file ({@code seccomp-profile})
 * @param layerLimit how much they may change of their images ({@code storage-opts})
 * @param view what a container sees: {@code container}, {@code host}, or nothing for what its
 *     limits say ({@code view})
 * @param selinux whether they get labels where the machine has SELinux ({@code selinux-enabled})
 */
public record ContainerSettings(
    List<ResourceLimit> limits,
    Optional<Long> shmSize,
    boolean init,
    boolean noNewPrivileges,
    long pidsLimit,
    Optional<String> remap,
    Optional<String> seccomp,
    Optional<DiskLimit> layerLimit,
    Optional<String> view,
    boolean selinux) {
  /** Podman's: more than programs have, and less than a machine stands. */
  private static final int PIDS = 2048;

  private static final String STORAGE = "storage-opts";
  private static final String DRIVER = "overlay2.";

  static ContainerSettings read(Section section) {
    // Both words mean the same here: others can join the IPC of any container.
    section.word("default-ipc-mode", List.of("private", "shareable"));
    section.word("default-cgroupns-mode", List.of("private"));
    return new ContainerSettings(
        section.sections("default-ulimits").entrySet().stream()
            .map(each -> limit(each.getKey(), each.getValue()))
            .toList(),
        section.parsed("default-shm-size", "a size, such as 64M", ByteSize::parse),
        section.flag("init", false),
        section.flag("no-new-privileges", false),
        section.number("default-pids-limit", defaultPids(), -1, Integer.MAX_VALUE),
        section.parsed("userns-remap", "default or USER[:GROUP]", ContainerSettings::remap),
        section.parsed(
            "seccomp-profile",
            "unconfined, builtin or an absolute path",
            ContainerSettings::profile),
        layerLimit(section),
        section.word("view", List.of(ViewChoice.CONTAINER, ViewChoice.HOST)),
        section.flag("selinux-enabled", true));
  }

  private static String remap(String text) {
    Remap.parse(text);
    return text;
  }

  /** Docker's options have the name of its driver before them. */
  private static Optional<DiskLimit> layerLimit(Section section) {
    var options = new HashMap<String, String>();
    for (var text : section.texts(STORAGE)) {
      var option = text.startsWith(DRIVER) ? text.substring(DRIVER.length()) : text;
      int equals = option.indexOf('=');
      options.put(option.substring(0, Math.max(0, equals)), option.substring(equals + 1));
    }
    try {
      return options.isEmpty() ? Optional.empty() : Optional.of(DiskLimit.parse(options));
    } catch (EngineException e) {
      throw section.wrong(STORAGE, e.getMessage());
    }
  }

  /** Where processes cannot be counted, a limit that nobody asked for would refuse everything. */
  private static int defaultPids() {
    return Controllers.read().has("pids") ? PIDS : 0;
  }

  /** A request with this where it says nothing. */
  ContainerRequest complete(ContainerRequest request) {
    var complete =
        request.toBuilder(request.image())
            .limits(limits(request.limits()))
            .storage(limited(request, storage(request.storage())))
            .security(security(request.security()))
            .resources(resources(request.resources()))
            .init(request.init() || init)
            .build();
    return ViewChoice.complete(complete, view);
  }

  private List<ResourceLimit> limits(List<ResourceLimit> asked) {
    var names = asked.stream().map(ResourceLimit::name).toList();
    var others = limits.stream().filter(limit -> !names.contains(limit.name()));
    return Stream.concat(asked.stream(), others).toList();
  }

  private StorageOptions storage(StorageOptions asked) {
    return asked.shmSize() == null && shmSize.isPresent()
        ? asked.withShmSize(shmSize.get())
        : asked;
  }

  private StorageOptions limited(ContainerRequest request, StorageOptions asked) {
    boolean hasLayer =
        request.image() instanceof ContainerImage.Stored
            || request.image() instanceof ContainerImage.Host;
    return hasLayer && asked.limit() == null && layerLimit.isPresent()
        ? asked.withLimit(layerLimit.get())
        : asked;
  }

  private SecurityOptions security(SecurityOptions asked) {
    var options = new ArrayList<>(asked.options());
    if (noNewPrivileges && lacks(options, "no-new-privileges")) {
      options.add("no-new-privileges");
    }
    if (seccomp.isPresent() && lacks(options, "seccomp") && !asked.privileged()) {
      options.add("seccomp=" + seccomp.get());
    }
    return asked.withOptions(options);
  }

  /** Clients that say nothing send 0. */
  private ResourceOptions resources(ResourceOptions asked) {
    boolean said = asked.pidsLimit() != null && asked.pidsLimit() != 0;
    return said ? asked : ResourceOptions.ofPids(pidsLimit).orElse(asked);
  }

  private static boolean lacks(List<String> options, String name) {
    return options.stream().noneMatch(option -> option.startsWith(name));
  }

  private static ResourceLimit limit(String name, Section section) {
    if (!section.text("Name").orElse(name).equals(name)) {
      throw section.wrong("Name", "it stands at " + name);
    }
    int soft = section.number("Soft", -1, -1, Integer.MAX_VALUE);
    int hard = section.number("Hard", soft, -1, Integer.MAX_VALUE);
    section.refuseOthers(Set.of());
    try {
      return new ResourceLimit(name, soft, hard);
    } catch (EngineException e) {
      throw section.wrong("Soft", e.getMessage());
    }
  }

  private static String profile(String text) {
    boolean word = text.equals("unconfined") || text.equals("builtin");
    return word ? text : PlaceSettings.absolute(text).toString();
  }
}
