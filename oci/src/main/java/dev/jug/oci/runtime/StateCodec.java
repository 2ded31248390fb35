package dev.jug.oci.runtime;

import dev.jug.oci.JsonLayout;
import tools.jackson.databind.json.JsonMapper;

/** Writes the JSON forms of what runtimes say of themselves and their containers. */
public final class StateCodec {
  private final JsonMapper mapper = new JsonMapper();

  /** Writes a state on one line. */
  public byte[] write(State state) {
    return mapper.writeValueAsBytes(state);
  }

  /** Writes what a seccomp agent is told. */
  public byte[] write(ListenerState state) {
    return mapper.writeValueAsBytes(state);
  }

  /** Writes what a runtime can do, indented. */
  public byte[] write(Features features) {
    return mapper.writer().with(JsonLayout.indented("  ")).writeValueAsBytes(features);
  }
}
