package dev.jug.linux.net;

/**
 * A class of a {@link Qdisc.Hierarchy}.
 *
 * @param number 1 to 65535
 * @param parent number of the class that it shares a rate with; 0: of none
 * @param rate bytes a second that it has in any case
 * @param ceiling bytes a second that it has if others leave them
 * @param burst bytes that may go at once
 * @param quantum bytes that it may send before the next one's turn, of what others leave: less than
 *     the longest packet, which may be 64 KiB on virtual devices, is unfair to who sends short ones
 */
public record TrafficClass(
    int number, int parent, long rate, long ceiling, int burst, int quantum) {
  private static final int RATE_TO_QUANTUM = 10;
  private static final int LEAST_QUANTUM = 1_500;
  private static final int MOST_QUANTUM = 200_000;

  /** With a quantum that goes with its rate, within the ends beyond which the kernel complains. */
  public TrafficClass(int number, int parent, long rate, long ceiling, int burst) {
    this(
        number,
        parent,
        rate,
        ceiling,
        burst,
        Math.clamp(rate / RATE_TO_QUANTUM, LEAST_QUANTUM, MOST_QUANTUM));
  }

  /** Refuses a rate of nothing. */
  public TrafficClass {
    Rate.check(rate, burst);
    Rate.check(ceiling, burst);
  }
}
