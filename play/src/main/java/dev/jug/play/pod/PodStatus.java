package dev.jug.play.pod;

/**
 * How a pod is.
 *
 * @param phase Kubernetes' word, or {@code Terminating}
 * @param ready whether all of its containers are
 * @param readyContainers how many are
 * @param containers how many there are, without init containers that end
 * @param restarts how often they were started again
 * @param address its own; empty if it has none (yet)
 * @param message what is wrong; empty if nothing
 */
public record PodStatus(
    String phase,
    boolean ready,
    int readyContainers,
    int containers,
    long restarts,
    String address,
    String message) {
  static PodStatus pending(String message) {
    return new PodStatus("Pending", false, 0, 0, 0, "", message);
  }

  PodStatus in(String other) {
    return new PodStatus(other, false, 0, containers, restarts, address, message);
  }

  PodStatus because(String why) {
    return new PodStatus(phase, ready, readyContainers, containers, restarts, address, why);
  }

  /** Whether it has ended, and stays so. */
  public boolean isOver() {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }
}
