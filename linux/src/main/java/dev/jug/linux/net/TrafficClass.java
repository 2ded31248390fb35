package dev.jug.linux.net;

/**
 * A class of a {@link Qdisc.Hierarchy}.
 *
 * @param number 1 to 65535
 * @param parent number of the class that it shares a rate with; 0: of none
 * @param rate bytes a second that it has in any case
 * @param ceiling bytes a second that it has if others leave them
 * @param burst bytes that may go at once
 */
public record TrafficClass(int number, int parent, long rate, long ceiling, int burst) {
  /** Refuses a rate of nothing. */
  public TrafficClass {
    Rate.check(rate, burst);
    Rate.check(ceiling, burst);
  }
}
