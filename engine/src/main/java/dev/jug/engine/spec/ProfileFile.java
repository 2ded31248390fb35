package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.Seccomp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A system call profile in Docker's JSON form: an OCI filter whose rules may depend on architecture
 * and capabilities.
 *
 * @param defaultAction action for calls no rule names
 * @param defaultErrnoRet errno of the default action, null for EPERM
 * @param architectures names such as {@code SCMP_ARCH_X86_64}
 * @param flags of the filter
 * @param syscalls the rules
 * @param listenerPath socket of the agent that decides on calls, null for none
 * @param listenerMetadata text for that agent, null for none
 */
record ProfileFile(
    @Nullable String defaultAction,
    @Nullable Integer defaultErrnoRet,
    @Nullable List<String> architectures,
    @Nullable List<String> flags,
    @Nullable List<Line> syscalls,
    @Nullable String listenerPath,
    @Nullable String listenerMetadata) {
  /** Architectures as Go and so Docker names them. */
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64");

  /** A rule. */
  record Line(
      @Nullable String name,
      @Nullable List<String> names,
      String action,
      @Nullable Integer errnoRet,
      @Nullable List<Seccomp.Argument> args,
      @Nullable Condition includes,
      @Nullable Condition excludes) {
    private boolean applies(Set<Capability> capabilities) {
      return (includes == null || includes.holds(capabilities, true))
          && (excludes == null || !excludes.holds(capabilities, false));
    }

    private Seccomp.Rule rule() {
      var all = new ArrayList<>(orNone(names));
      if (name != null) {
        all.add(name);
      }
      return new Seccomp.Rule(all, action, errnoRet, orNone(args));
    }
  }

  /** When a rule applies, or does not. */
  record Condition(@Nullable List<String> caps, @Nullable List<String> arches) {
    /**
     * An inclusion needs all that it names; an exclusion takes any. What names nothing includes and
     * excludes nothing.
     */
    private boolean holds(Set<Capability> capabilities, boolean all) {
      var wanted = orNone(caps).stream().map(Capability::parse).toList();
      var present =
          wanted.stream().map(cap -> cap.isPresent() && capabilities.contains(cap.get())).toList();
      boolean here = arches != null && arches.contains(machine());
      return all
          ? !present.contains(false) && (arches == null || arches.isEmpty() || here)
          : present.contains(true) || here;
    }
  }

  private static String machine() {
    var name = System.getProperty("os.arch");
    return Objects.requireNonNullElse(ARCHITECTURES.get(name), name);
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  static ProfileFile read(byte[] json) {
    try {
      var mapper =
          JsonMapper.builder()
              .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
              .build();
      var profile = mapper.readValue(json, ProfileFile.class);
      if (profile.defaultAction() == null) {
        throw new Invalid("decoding seccomp profile failed: there is no defaultAction", "");
      }
      return profile;
    } catch (JacksonException e) {
      throw new Invalid("decoding seccomp profile failed: " + e.getOriginalMessage(), "");
    }
  }

  /** The filter for a container with these capabilities. */
  Seccomp resolve(Set<Capability> capabilities) {
    var rules =
        orNone(syscalls).stream()
            .filter(line -> line.applies(capabilities))
            .map(Line::rule)
            .toList();
    return new Seccomp(
        Objects.requireNonNull(defaultAction),
        defaultErrnoRet,
        orNone(architectures),
        orNone(flags),
        rules,
        listenerPath,
        listenerMetadata);
  }
}
