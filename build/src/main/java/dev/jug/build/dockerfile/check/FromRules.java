package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.Arg;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.From;
import dev.jug.build.dockerfile.expand.BadSubstitutionException;
import dev.jug.build.dockerfile.expand.Expander;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code FROM} makes of arguments and platforms. */
final class FromRules {
  static final Set<String> PREDEFINED =
      Set.of(
          "TARGETPLATFORM",
          "TARGETOS",
          "TARGETARCH",
          "TARGETVARIANT",
          "TARGETSTAGE",
          "BUILDPLATFORM",
          "BUILDOS",
          "BUILDARCH",
          "BUILDVARIANT");
  private static final Pattern TARGET = Pattern.compile("\\$(TARGETPLATFORM|\\{TARGETPLATFORM})");
  private static final Pattern REFERENCE = Pattern.compile("[^\\s:/@][^\\s]*[^\\s:/@]|[^\\s:/@]");

  private final Dockerfile dockerfile;
  private final Findings findings;
  private final Expander expander;
  private final Set<String> declared = new HashSet<>(PREDEFINED);

  /** Defaults alone count: what a build gives would hide that they do not suffice. */
  private final Map<String, String> usual = new HashMap<>();

  FromRules(Dockerfile dockerfile, Findings findings) {
    this.dockerfile = dockerfile;
    this.findings = findings;
    this.expander = new Expander(dockerfile.directives().escape());
  }

  void apply() {
    PREDEFINED.forEach(name -> usual.put(name, "x"));
    dockerfile.globals().stream().flatMap(arg -> arg.variables().stream()).forEach(this::declare);
    dockerfile.stages().forEach(stage -> from(stage.from()));
  }

  private void declare(Arg.Variable variable) {
    declared.add(variable.name());
    var value = expanded(variable.value());
    if (value != null) {
      usual.put(variable.name(), value);
    }
  }

  private void from(From from) {
    undeclared(from, from.image());
    platform(from, from.platform());
    var image = expanded(from.image());
    boolean onlyByDefault =
        image == null || !REFERENCE.matcher(image).matches() || image.contains(":@");
    if (onlyByDefault && from.image().indexOf('$') >= 0) {
      findings.add(
          Rule.INVALID_DEFAULT_ARG_IN_FROM,
          from,
          "Default value for ARG " + from.image() + " results in empty or invalid base image name");
    }
  }

  private void platform(From from, @Nullable String platform) {
    if (platform == null) {
      return;
    }
    undeclared(from, platform);
    if (TARGET.matcher(platform).matches()) {
      findings.add(
          Rule.REDUNDANT_TARGET_PLATFORM,
          from,
          "Setting platform to predefined "
              + platform
              + " in FROM is redundant as this is the default behavior");
    }
    if (platform.indexOf('$') < 0) {
      findings.add(
          Rule.FROM_PLATFORM_FLAG_CONST_DISALLOWED,
          from,
          "FROM --platform flag should not use constant value \"" + platform + "\"");
    }
  }

  private void undeclared(From from, String word) {
    for (var name : Names.missing(expander, word, name -> declared.contains(name) ? "x" : null)) {
      findings.add(
          Rule.UNDEFINED_ARG_IN_FROM, from, "FROM argument '" + name + "' is not declared");
    }
  }

  private @Nullable String expanded(@Nullable String word) {
    try {
      return word == null ? null : expander.expand(word, usual::get);
    } catch (BadSubstitutionException _) {
      return null;
    }
  }
}
