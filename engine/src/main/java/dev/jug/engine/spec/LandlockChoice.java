package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.linux.fs.FileTrouble;
import dev.jug.linux.landlock.Landlock;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.landlock.LandlockPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code --security-opt landlock=…} says: {@code default}, {@code off}, a policy in JSON or
 * the path of one. Nothing said is none, as a domain of Landlock also keeps {@code exec} from
 * looking into the processes that are there.
 *
 * @param version of the kernel's Landlock
 */
record LandlockChoice(int version) {
  static final String OPTION = "landlock";

  private static final LandlockChoice HERE = new LandlockChoice(Landlock.version());

  /** That of this machine; no security module comes or goes while it runs. */
  static LandlockChoice here() {
    return HERE;
  }

  /**
   * Looks whether a container can have the policy that it asks for.
   *
   * @throws Unavailable if this kernel has no Landlock
   * @throws Invalid if it is no policy, or needs a newer kernel
   */
  void check(SecurityOptions security) {
    said(security).filter(value -> !value.equals("off")).ifPresent(this::check);
  }

  private void check(String value) {
    try {
      LandlockPolicy.of(text(value), null, version);
    } catch (InvalidSpecException e) {
      var shown = value.startsWith("{") ? "{…}" : value;
      var message = "--security-opt landlock=" + shown + ": " + e.getMessage();
      throw version == Landlock.NONE
          ? new Unavailable(message, "Leave the option out, or say landlock=off.")
          : new Invalid(message, "docs/security.md has an example.");
    }
  }

  /** What the spec is annotated with. */
  Map<String, String> annotations(ContainerRequest request) {
    var said = said(request.security());
    if (said.isEmpty()) {
      return request.annotations();
    }
    var all = new TreeMap<>(request.annotations());
    all.remove(LandlockPolicy.ANNOTATION);
    said.filter(value -> !value.equals("off"))
        .ifPresent(value -> all.put(LandlockPolicy.ANNOTATION, text(value)));
    return all;
  }

  private static Optional<String> said(SecurityOptions security) {
    return security.values(OPTION).stream().reduce((_, last) -> last);
  }

  private static String text(String value) {
    if (value.equals(LandlockPolicy.DEFAULT) || value.startsWith("{")) {
      return value;
    }
    try {
      return Files.readString(Path.of(value));
    } catch (IOException e) {
      throw unreadable(value, FileTrouble.why(e));
    } catch (InvalidPathException e) {
      throw unreadable(value, String.valueOf(e.getMessage()));
    }
  }

  private static Invalid unreadable(String value, String why) {
    return new Invalid(
        "opening Landlock policy (" + value + ") failed: " + why,
        "There are landlock=default, landlock=off and the path of a policy.");
  }
}
