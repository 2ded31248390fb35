package dev.jug.engine.volume;

/** What becomes of the volumes of a container that goes. */
public enum VolumeFate {
  /** All stay. */
  STAY,
  /** Its anonymous volumes go, if no other container has them. */
  GO,
  /** It is as if it had never been made: those go that were made for it. */
  UNDONE
}
