package dev.jug.engine.isolation;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.engine.request.NamespaceMode.Private;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.sight.ViewChoice;
import dev.jug.linux.landlock.Landlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How much a container has in common with the machine, in one word ({@code --isolation}). Each rung
 * of this ladder is the one below and something more; all stand on the machine's kernel.
 */
public enum Isolation {
  /** What a container is if nothing is said. */
  CONTAINER,
  /** Its root is nobody on the machine. */
  USERNS,
  /**
   * The model of Solaris' zones: a part of the file system, network, devices, processes and IPC of
   * its own, users who are nobody outside, and what it sees is itself. Nothing that would lead out
   * of it can be asked for at the same time.
   */
  ZONE;

  private static final Set<String> NO_ZONE =
      Set.of("seccomp=unconfined", "systempaths=unconfined", "apparmor=unconfined", "landlock=off");

  /**
   * The rung of a word.
   *
   * @throws Invalid if there is none
   */
  public static Isolation parse(String word) {
    return switch (word) {
      case "", "default", "container" -> CONTAINER;
      case "userns" -> USERNS;
      case "zone" -> ZONE;
      case "sandbox", "microvm" ->
          throw new Invalid(
              "isolation " + word + " is not there: Jug has no kernel beside the machine's",
              "The highest rung is zone; docs/security.md says what it leaves. A sandbox such as"
                  + " gVisor is another runtime: --runtime runsc, docs/runtimes.md.");
      case String _ ->
          throw new Invalid(
              "invalid isolation '"
                  + word
                  + "': only 'default' is on Linux, and with Jug"
                  + " container, userns and zone",
              "");
    };
  }

  /**
   * A request on this rung.
   *
   * @throws Invalid if it asks for something that is not on it
   */
  public ContainerRequest of(ContainerRequest request) {
    return switch (this) {
      case CONTAINER -> request;
      case USERNS -> mapped(request);
      case ZONE -> zone(request);
    };
  }

  private static ContainerRequest mapped(ContainerRequest request) {
    var namespaces = request.namespaces();
    return switch (namespaces.user()) {
      case UserMode.Unsaid _ ->
          request.toBuilder(request.image())
              .namespaces(namespaces.as(new UserMode.Auto(0, List.of(), List.of())))
              .build();
      case UserMode.Host _ -> throw conflict("--userns host");
      case UserMode.Auto _, UserMode.KeepId _, UserMode.Mapped _ -> request;
    };
  }

  private static ContainerRequest zone(ContainerRequest request) {
    check(request);
    var annotations = new TreeMap<>(request.annotations());
    annotations.putIfAbsent(ViewChoice.NAME, ViewChoice.CONTAINER);
    var mapped = mapped(request);
    return mapped.toBuilder(mapped.image())
        .annotations(annotations)
        .security(fenced(mapped.security()))
        .build();
  }

  /** Where there is no Landlock it goes without. */
  private static SecurityOptions fenced(SecurityOptions security) {
    if (Landlock.version() < Landlock.MOVES || !security.values("landlock").isEmpty()) {
      return security;
    }
    var options = new ArrayList<>(security.options());
    options.add("landlock=default");
    return security.withOptions(options);
  }

  private static void check(ContainerRequest request) {
    if (request.security().privileged()) {
      throw conflict("--privileged");
    }
    if (request.image() instanceof ContainerImage.Bundle) {
      throw conflict("a bundle, which says all by itself");
    }
    request.security().options().stream()
        .filter(option -> NO_ZONE.contains(option.replaceFirst(":", "=")))
        .findFirst()
        .ifPresent(option -> {
          throw conflict("--security-opt " + option);
        });
    var namespaces = request.namespaces();
    Stream.of(
            new Part("pid", namespaces.pid()),
            new Part("ipc", namespaces.ipc()),
            new Part("uts", namespaces.uts()),
            new Part("cgroupns", namespaces.cgroup()),
            new Part("network", namespaces.network()))
        .forEach(Part::check);
  }

  private record Part(String option, NamespaceMode mode) {
    void check() {
      if (!(mode instanceof Private || mode instanceof OnNetwork)) {
        throw conflict("--" + option + " " + mode.shown());
      }
    }
  }

  private static Invalid conflict(String with) {
    return new Invalid(
        "conflicting options: --isolation and " + with,
        "What is isolated shares none of it; say one or the other.");
  }
}
