package dev.jug.engine.spec;

import dev.jug.engine.apparmor.AppArmor;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.health.HealthCheck;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.RestartPolicy.Rule;
import dev.jug.linux.proc.Signal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Says no to a request that cannot become a container, before anything is made for it. */
public final class RequestCheck {
  private static final int LONGEST_HOSTNAME = 64;
  private static final Pattern HOSTNAME =
      Pattern.compile(
          "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*");

  private RequestCheck() {}

  /**
   * Checks all that does not depend on other containers.
   *
   * @throws dev.jug.engine.error.EngineException saying what is wrong
   */
  public static void check(ContainerRequest request) {
    image(request.image());
    command(request);
    directory(request.process());
    hostname(request);
    Limits.check(request.resources(), request.fixedLimits());
    CgroupPlace.of(request.cgroupParent(), "");
    NamespaceChoice.check(request.namespaces());
    CapabilitySet.of(request.security());
    SecurityChoice.of(request.security());
    AppArmor.here().check(request.security());
    LandlockChoice.here().check(request.security());
    DeviceAccess.of(request);
    request.storage().allBinds().forEach(RequestCheck::bind);
    limit(request);
    stopSignal(request);
    restart(request);
    HealthCheck.check(request.health());
    oomScore(request);
    ForeignCheck.check(request);
  }

  private static void limit(ContainerRequest request) {
    boolean isWrittenTo =
        request.image() instanceof ContainerImage.Rootfs
            || request.image() instanceof ContainerImage.Bundle;
    if (request.storage().limit() != null && isWrittenTo) {
      throw new Invalid(
          "--storage-opt size is not for a root file system that is a directory",
          "Its changes go into that directory. Those of an image have a layer of their own.");
    }
  }

  private static void image(ContainerImage image) {
    switch (image) {
      case ContainerImage.Host _ -> {}
      case ContainerImage.Rootfs(var path) -> directory("rootfs", path);
      case ContainerImage.Bundle(var path) -> directory("bundle", path);
      case ContainerImage.Stored _ -> {}
    }
  }

  private static void directory(String what, Path path) {
    if (!path.isAbsolute()) {
      throw new Invalid(what + " must be an absolute path: " + path, "");
    }
    if (!Files.exists(path)) {
      throw new NotFound(what + " " + path + ": no such directory", "");
    }
    if (!Files.isDirectory(path)) {
      throw new Invalid(what + " " + path + ": not a directory", "");
    }
  }

  private static void command(ContainerRequest request) {
    var process = request.process();
    if (process.arguments().isEmpty() && !(request.image() instanceof ContainerImage.Bundle)) {
      throw new Invalid("no command specified", "Example: jug run host sh");
    }
    if (process.command().stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
      throw new Invalid("the command contains a NUL character", "");
    }
  }

  private static void directory(ProcessOptions process) {
    if (process.directory() != null && !process.directory().startsWith("/")) {
      throw new Invalid(
          "the working directory '"
              + process.directory()
              + "' is invalid, it needs to be an absolute path",
          "");
    }
  }

  private static void hostname(ContainerRequest request) {
    var name = request.hostname();
    if (name != null
        && (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_HOSTNAME
            || !HOSTNAME.matcher(name).matches())) {
      throw new Invalid(
          "invalid hostname format: " + name, "Letters, digits, - and ., at most 64.");
    }
  }

  private static void bind(BindMount bind) {
    if (!bind.createSource() && !Files.exists(bind.source())) {
      throw new Invalid(
          "invalid mount config for type \"bind\": bind source path does not exist: "
              + bind.source(),
          "");
    }
  }

  private static void stopSignal(ContainerRequest request) {
    var signal = request.stopSignal();
    if (signal != null && Signal.parse(signal).isEmpty()) {
      throw new Invalid("invalid signal: " + signal, "See signal(7) for the names.");
    }
  }

  private static void restart(ContainerRequest request) {
    if (request.autoRemove() && request.restartPolicy().rule() != Rule.NO) {
      throw new Invalid("can't create 'AutoRemove' container with restart policy", "");
    }
  }

  private static void oomScore(ContainerRequest request) {
    var score = request.oomScoreAdj();
    if (score != null && (score < -1000 || score > 1000)) {
      throw new Invalid(
          "Invalid value " + score + ", range for oom score adj is [-1000, 1000]", "");
    }
  }
}
