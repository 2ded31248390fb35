package dev.jug.engine.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.runtime.ContainerRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a resource container, with those of its parents before it: {@code jobs/night}.
 *
 * @param text as people write it
 */
public record ResourceName(@JsonValue String text) implements Comparable<ResourceName> {
  private static final Pattern PART = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");
  private static final int DEEPEST = 8;

  /**
   * Takes a name.
   *
   * @throws Invalid if it is none
   */
  @JsonCreator
  public ResourceName {
    var parts = text.split("/", -1);
    for (var part : parts) {
      if (!PART.matcher(part).matches()) {
        throw new Invalid(
            "invalid name of a resource container: \"" + text + "\"",
            "Letters, digits, '_', '.' and '-', at most 63; a parent's name and '/' before it.");
      }
    }
    if (parts.length > DEEPEST) {
      throw new Invalid(
          "invalid name of a resource container: \"" + text + "\" has " + parts.length + " levels",
          "At most " + DEEPEST + ".");
    }
  }

  /** The one it is in; empty if it is in none. */
  public Optional<ResourceName> parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new ResourceName(text.substring(0, slash)));
  }

  /** Itself and those it is in, itself first. */
  public List<ResourceName> chain() {
    var chain = new ArrayList<ResourceName>();
    for (var next = Optional.of(this); next.isPresent(); next = next.get().parent()) {
      chain.add(next.get());
    }
    return chain;
  }

  /** Whether it is another one, or in it. */
  public boolean isWithin(ResourceName other) {
    return (text + "/").startsWith(other.text + "/");
  }

  /** How many are above it. */
  public int depth() {
    return (int) text.chars().filter(c -> c == '/').count();
  }

  /** Its own part of the name. */
  public String last() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** Its group, below the engine's. */
  String group() {
    var prefix = "/" + ContainerRuntime.BUDGET_PREFIX;
    return prefix + text.replace("/", prefix);
  }

  /** The name that has this group; empty if none can have it. */
  static Optional<ResourceName> ofGroup(String path) {
    var prefix = "/" + ContainerRuntime.BUDGET_PREFIX;
    if (!path.startsWith(prefix)) {
      return Optional.empty();
    }
    var name = path.substring(prefix.length()).replace(prefix, "/");
    try {
      var found = new ResourceName(name);
      return Optional.of(found).filter(n -> n.group().equals(path));
    } catch (Invalid _) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(ResourceName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
