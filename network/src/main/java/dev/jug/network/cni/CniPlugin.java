package dev.jug.network.cni;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a configuration.
 *
 * @param type the name of the program
 * @param settings all that is said to it
 */
public record CniPlugin(String type, ObjectNode settings) {
  private static final String CAPABILITIES = "capabilities";

  static CniPlugin of(ObjectNode settings) {
    var type = settings.path("type").asString("");
    if (type.isEmpty() || type.contains("/")) {
      throw new CniException("a plugin has no type, the name of its program: " + settings);
    }
    return new CniPlugin(type, settings);
  }

  /** Whether it takes such a part of what is said about one container, as {@code mac}. */
  public boolean isCapable(String capability) {
    return settings.path(CAPABILITIES).path(capability).asBoolean(false);
  }

  /**
   * What it reads (CNI specification 1.0, Deriving execution configuration): its settings, the name
   * of the network, what it is capable of hearing about the container, what is made so far.
   */
  ObjectNode input(CniConfiguration whole, CniAttachment attachment, JsonNode previous) {
    var input = settings.deepCopy();
    input.remove(CAPABILITIES);
    input.put("cniVersion", whole.version()).put("name", whole.name());
    var heard = CniJson.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> one : attachment.capabilities().entrySet()) {
      if (isCapable(one.getKey())) {
        heard.set(one.getKey(), one.getValue());
      }
    }
    if (!heard.isEmpty()) {
      input.set("runtimeConfig", heard);
    }
    if (!previous.isMissingNode() && !previous.isNull()) {
      input.set("prevResult", previous);
    }
    return input;
  }
}
