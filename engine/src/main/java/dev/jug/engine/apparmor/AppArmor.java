package dev.jug.engine.apparmor;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.linux.SysException;
import dev.jug.linux.proc.Filter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AppArmor of this machine. The kernel takes profiles compiled to automata, so they go through
 * apparmor_parser(8), as with Docker; where it is not installed containers have none by themselves.
 *
 * @param root of the machine
 * @param isActive whether the kernel confines programs by profiles
 */
public record AppArmor(Path root, boolean isActive) {
  private static final String OPTION = "apparmor";
  private static final String UNCONFINED = "unconfined";
  private static final List<String> PARSERS =
      List.of("sbin/apparmor_parser", "usr/sbin/apparmor_parser");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST = 1 << 16;

  /** Looked at once: no module of security comes or goes while the machine runs. */
  private static final AppArmor HERE = of(Path.of("/"));

  /** This machine. */
  public static AppArmor here() {
    return HERE;
  }

  /** That of a machine whose files are somewhere else. */
  public static AppArmor of(Path root) {
    boolean isActive =
        Files.isDirectory(root.resolve("sys/kernel/security/apparmor"))
            && read(root.resolve("sys/module/apparmor/parameters/enabled"))
                .filter(enabled -> enabled.startsWith("Y"))
                .isPresent();
    return new AppArmor(root, isActive);
  }

  /** Whether containers have a profile by themselves. */
  public boolean isOn() {
    return isActive() && parser().isPresent();
  }

  private Optional<Path> parser() {
    return PARSERS.stream().map(root::resolve).filter(Files::isExecutable).findFirst();
  }

  /** The profile of a container's processes; empty if they have the engine's, or none. */
  public Optional<String> profile(SecurityOptions security) {
    var said = said(security);
    if (said.isPresent()) {
      return said.filter(_ -> isActive());
    }
    if (security.privileged()) {
      return Optional.of(UNCONFINED).filter(_ -> isActive());
    }
    return Optional.of(DefaultProfile.NAME).filter(_ -> isOn());
  }

  private static Optional<String> said(SecurityOptions security) {
    return security.values(OPTION).stream()
        .reduce((_, last) -> last)
        .filter(name -> !name.isEmpty());
  }

  /**
   * Looks whether a container can have the profile that it asks for.
   *
   * @throws Unavailable if nothing is confined by profiles here
   * @throws Invalid if the profile is not loaded
   */
  public void check(SecurityOptions security) {
    var name = said(security).filter(each -> !each.equals(UNCONFINED)).orElse(null);
    if (name == null) {
      return;
    }
    if (!isActive()) {
      throw new Unavailable(
          "--security-opt apparmor=" + name + ": AppArmor is not active on this machine",
          "The kernel must be booted with lsm=…,apparmor. Leave the option out, or say"
              + " apparmor=unconfined.");
    }
    if (!name.equals(DefaultProfile.NAME) && !isLoaded(name)) {
      throw new Invalid(
          "--security-opt apparmor=" + name + ": there is no such AppArmor profile",
          "apparmor_parser -r FILE loads one; aa-status lists those that are loaded.");
    }
  }

  /** In a namespace of AppArmor the list may not be readable; then the kernel will say. */
  private boolean isLoaded(String name) {
    return read(root.resolve("sys/kernel/security/apparmor/profiles"))
        .map(list -> list.lines().anyMatch(line -> line.startsWith(name + " (")))
        .orElse(true);
  }

  /**
   * Loads the profile that a container has by itself, unless some profile of this name is loaded:
   * an administrator may have one of their own.
   *
   * @throws Failed if it cannot be loaded
   */
  public void ensure(SecurityOptions security) {
    boolean ours = profile(security).filter(DefaultProfile.NAME::equals).isPresent();
    if (ours && !isLoaded(DefaultProfile.NAME)) {
      load(parser().orElseThrow(() -> failed("apparmor_parser is not installed")));
    }
  }

  private static void load(Path parser) {
    var command = new Filter(parser, List.of("--replace", "--skip-cache"), Map.of("LC_ALL", "C"));
    try {
      var text = DefaultProfile.TEXT.getBytes(StandardCharsets.UTF_8);
      var result = command.runTelling(text, MOST, PATIENCE);
      if (result.status() != 0) {
        throw failed(result.output().strip());
      }
    } catch (SysException e) {
      throw failed("it does not start: " + e.getMessage());
    }
  }

  private static Failed failed(String why) {
    return new Failed(
        "cannot load the AppArmor profile " + DefaultProfile.NAME + ": " + why,
        "--security-opt apparmor=unconfined starts the container without one.",
        null);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
