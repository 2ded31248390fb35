package dev.jug.kube.model;

/** Which containers are started again when they end. */
public enum RestartPolicy {
  /** All. */
  ALWAYS,
  /** Those with an exit code that is not 0. */
  ON_FAILURE,
  /** None. */
  NEVER
}
