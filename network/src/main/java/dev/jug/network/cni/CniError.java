package dev.jug.network.cni;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a plugin says when it fails (CNI specification 1.0, Error).
 *
 * @param code below 100 those of the specification, such as {@link #TRY_AGAIN}; above the plugin's
 * @param message in short
 * @param details more of it; may be empty
 */
public record CniError(int code, String message, String details) {
  /** The plugin cannot do it now, but may later. */
  public static final int TRY_AGAIN = 11;

  /** For what is not said by a plugin: it did not run, or did not answer as it should. */
  public static final int NONE = 0;

  /** Something that no plugin said. */
  static CniError of(String message) {
    return new CniError(NONE, message, "");
  }

  /** Reads what a plugin printed that ended with a status other than 0. */
  static CniError read(String output, int status) {
    try {
      var json = CniJson.MAPPER.readTree(output);
      if (json.path("code").isIntegralNumber()) {
        return new CniError(json.path("code").asInt(), text(json, "msg"), text(json, "details"));
      }
    } catch (JacksonException _) {
      // It is said below that it is no error of the specification.
    }
    return of("it ended with status " + status + " and said no reason");
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asString("");
  }

  /** In one line. */
  @Override
  public String toString() {
    return message
        + (details.isBlank() ? "" : ": " + details.strip())
        + (code == NONE ? "" : " (code " + code + ")");
  }
}
