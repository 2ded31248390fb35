package dev.jug.streaming.command;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How a command ended, as a client is told: the {@code Status} of Kubernetes' API, in which kubectl
 * looks for the exit code, or a sentence for older protocols.
 */
sealed interface Outcome {
  /** It ended. */
  record Exited(int code) implements Outcome {
    private String message() {
      return "command terminated with non-zero exit code: exit code " + code;
    }
  }

  /** It could not be run. */
  record Failed(String why) implements Outcome {
    private String message() {
      return "Internal error occurred: error executing command in container: " + why;
    }
  }

  /** {@code v1.Status} in JSON. */
  default byte[] status() {
    var json =
        switch (this) {
          case Exited(int code) when code == 0 -> "{\"metadata\":{},\"status\":\"Success\"}";
          case Exited exited ->
              failure(exited.message(), "NonZeroExitCode")
                  + ",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\""
                  + exited.code()
                  + "\"}]}}";
          case Failed failed ->
              failure(failed.message(), "InternalError")
                  + ",\"details\":{\"causes\":[{\"message\":"
                  + quoted(failed.why())
                  + "}]},\"code\":500}";
        };
    return json.getBytes(UTF_8);
  }

  /** What went wrong, for people; empty if nothing did. */
  default byte[] sentence() {
    var text =
        switch (this) {
          case Exited(int code) when code == 0 -> "";
          case Exited exited -> exited.message();
          case Failed failed -> failed.message();
        };
    return text.getBytes(UTF_8);
  }

  private static String failure(String message, String reason) {
    return "{\"metadata\":{},\"status\":\"Failure\",\"message\":"
        + quoted(message)
        + ",\"reason\":\""
        + reason
        + "\"";
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
