package dev.jug.oci.runtime;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a container is (runtime.md, "State"). */
public enum Status {
  /** It is being made: its process does not wait for the start yet. */
  CREATING,
  /** Its process waits for the start. */
  CREATED,
  /** Its program was executed. */
  RUNNING,
  /** Its processes are frozen; the specification leaves further states to runtimes. */
  PAUSED,
  /** Its process has ended. */
  STOPPED;

  /** The word that documents use, such as {@code running}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
