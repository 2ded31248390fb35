package dev.jug.runtime.seccomp;

import dev.jug.linux.cap.Capability;
import dev.jug.linux.seccomp.Architecture;
import dev.jug.oci.runtime.Seccomp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Jug's default filter, from the lines of {@code default.profile}, for a container with certain
 * capabilities.
 */
public final class DefaultProfile {
  private static final String REFUSE = "SCMP_ACT_ERRNO";
  private static final int EPERM = 1;

  private final List<ProfileLine> lines;

  /** Reads the profile. */
  public DefaultProfile() {
    try (var in =
        Objects.requireNonNull(DefaultProfile.class.getResourceAsStream("default.profile"))) {
      lines = parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ProfileLine> parse(String text) {
    var joined = text.replace("\n  ", " ");
    return joined
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(ProfileLine::parse)
        .toList();
  }

  /**
   * The profile for a container.
   *
   * @param capabilities what is in its bounding set: some calls are allowed only with the
   *     capability they need
   */
  public Seccomp resolve(Set<Capability> capabilities) {
    var machine = Architecture.ofMachine();
    var rules = new ArrayList<Seccomp.Rule>();
    for (var line : lines) {
      if (line.applies(capabilities, machine)) {
        rules.add(line.rule());
      }
    }
    var architectures = List.of(machine.specName(), machine.narrow().specName());
    return new Seccomp(REFUSE, EPERM, architectures, List.of(), rules);
  }
}
