package dev.jug.network.cni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network of plugins (CNI specification 1.0, Network configuration).
 *
 * @param name of the network
 * @param version of the specification that plugins are to speak
 * @param unchecked whether its plugins are never asked to look whether all is as they made it
 * @param plugins in the order in which they add
 * @param json all of it
 */
public record CniConfiguration(
    String name, String version, boolean unchecked, List<CniPlugin> plugins, ObjectNode json) {
  /** Those whose results have addresses in one list, and in which plugins follow one another. */
  private static final Set<String> VERSIONS = Set.of("0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0");

  /** The last ones without the operation. */
  private static final Set<String> WITHOUT_CHECK = Set.of("0.3.0", "0.3.1");

  public CniConfiguration {
    plugins = List.copyOf(plugins);
  }

  /**
   * Reads a list of plugins ({@code .conflist}), or one alone ({@code .conf}).
   *
   * @throws CniException if the file cannot be read, or is no configuration
   */
  public static CniConfiguration read(Path file) {
    try {
      if (Files.size(file) > CniJson.LARGEST) {
        throw new CniException(file + " is larger than a configuration can be");
      }
      return of(CniJson.MAPPER.readTree(Files.readAllBytes(file)));
    } catch (CniException | JacksonException e) {
      throw new CniException(file + " is no configuration of CNI: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CniException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes sense of what is read.
   *
   * @throws CniException if it is no configuration
   */
  public static CniConfiguration of(JsonNode read) {
    if (!(read instanceof ObjectNode json)) {
      throw new CniException("it is no JSON object");
    }
    var name = json.path("name").asString("");
    var version = json.path("cniVersion").asString("0.2.0");
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
      throw new CniException("it has no name of letters, digits and _.-");
    }
    if (!VERSIONS.contains(version)) {
      throw new CniException("cniVersion " + version + " is not known, which are 0.3.0 to 1.1.0");
    }
    var plugins = plugins(json);
    if (plugins.isEmpty()) {
      throw new CniException("it has no plugins");
    }
    return new CniConfiguration(
        name, version, json.path("disableCheck").asBoolean(false), plugins, json);
  }

  private static List<CniPlugin> plugins(ObjectNode json) {
    if (!(json.get("plugins") instanceof ArrayNode all)) {
      return List.of(CniPlugin.of(json));
    }
    var plugins = new ArrayList<CniPlugin>();
    for (var one : all) {
      if (!(one instanceof ObjectNode settings)) {
        throw new CniException("a plugin is no JSON object");
      }
      plugins.add(CniPlugin.of(settings));
    }
    return plugins;
  }

  /** Whether plugins are asked to look whether all is as they made it. */
  boolean isChecked() {
    return !unchecked && !WITHOUT_CHECK.contains(version);
  }

  /** Whether one of its plugins takes such a part of what is said about one container. */
  public boolean isCapable(String capability) {
    return plugins.stream().anyMatch(plugin -> plugin.isCapable(capability));
  }
}
