package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import java.nio.file.Path;

/** Whose namespace of one kind a container is in. */
public sealed interface NamespaceMode {
  /** A namespace of the container's own. */
  record Private() implements NamespaceMode {}

  /** The machine's namespace. */
  record Host() implements NamespaceMode {}

  /**
   * Another container's namespace.
   *
   * @param reference its name or id
   */
  record OfContainer(String reference) implements NamespaceMode {}

  /**
   * The namespace a file stands for.
   *
   * @param path such as {@code /run/netns/blue}
   */
  record AtPath(Path path) implements NamespaceMode {}

  /**
   * Reads {@code host}, {@code private} (or {@code none}, {@code shareable}, or nothing), {@code
   * container:NAME}, {@code ns:PATH}.
   *
   * @throws Invalid if it is none of these
   */
  @JsonCreator
  static NamespaceMode parse(String text) {
    return switch (text) {
      case "", "default", "private", "none", "shareable" -> new Private();
      case "host" -> new Host();
      case "bridge" ->
          throw new Unavailable(
              "network bridge is not there yet",
              "Use --network none (loopback only) or --network host.");
      case String other -> other(other);
    };
  }

  private static NamespaceMode other(String text) {
    int colon = text.indexOf(':');
    var kind = colon < 0 ? "" : text.substring(0, colon);
    var rest = text.substring(colon + 1);
    if (kind.equals("container") && !rest.isEmpty()) {
      return new OfContainer(rest);
    }
    if (kind.equals("ns") && rest.startsWith("/")) {
      return new AtPath(Path.of(rest));
    }
    throw new Invalid(
        "invalid namespace mode: " + text,
        "Use host, private (network: none), container:NAME, or ns:PATH.");
  }

  /** The notation that {@link #parse} reads. */
  @JsonValue
  default String shown() {
    return switch (this) {
      case Private() -> "private";
      case Host() -> "host";
      case OfContainer(var reference) -> "container:" + reference;
      case AtPath(var path) -> "ns:" + path;
    };
  }
}
