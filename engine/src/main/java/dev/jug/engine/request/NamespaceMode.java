package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.engine.error.EngineException.Invalid;
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
   * A network namespace of the container's own, on networks.
   *
   * @param network the name or id of the first
   */
  record OnNetwork(String network) implements NamespaceMode {}

  /** The network that containers are on whose makers do not say. */
  String DEFAULT_NETWORK = "bridge";

  /**
   * Reads {@code host}, {@code private} (or {@code none}, {@code shareable}, or nothing), {@code
   * container:NAME}, {@code ns:PATH}, {@code network:NAME}.
   *
   * @throws Invalid if it is none of these
   */
  @JsonCreator
  static NamespaceMode parse(String text) {
    return switch (text) {
      case "", "default", "private", "none", "shareable" -> new Private();
      case "host" -> new Host();
      case String other -> other(other);
    };
  }

  /** Reads what {@code --network} takes: the above, or the name of a network. */
  static NamespaceMode parseNetwork(String text) {
    return switch (text) {
      case "", "default" -> new OnNetwork(DEFAULT_NETWORK);
      case "none", "host" -> parse(text);
      case String other when other.startsWith("container:") || other.startsWith("ns:") ->
          parse(other);
      case String name -> new OnNetwork(name);
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
    if (kind.equals("network") && !rest.isEmpty()) {
      return new OnNetwork(rest);
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
      case OnNetwork(var network) -> "network:" + network;
    };
  }
}
