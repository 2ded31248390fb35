package dev.jug.engine.resource;

import java.util.function.LongBinaryOperator;

/**
 * What only grows.
 *
 * @param cpuNanos processor time
 * @param userNanos of it, outside the kernel
 * @param kernelNanos of it, in the kernel
 * @param throttledNanos time waited because of a quota
 * @param throttledPeriods periods of quotas with such waiting
 * @param readBytes from block devices
 * @param writtenBytes to block devices
 * @param reads operations
 * @param writes operations
 * @param receivedBytes from networks
 * @param sentBytes to networks
 * @param receivedPackets from networks
 * @param sentPackets to networks
 * @param memoryKills processes that the kernel killed for want of memory
 */
public record Counts(
    long cpuNanos,
    long userNanos,
    long kernelNanos,
    long throttledNanos,
    long throttledPeriods,
    long readBytes,
    long writtenBytes,
    long reads,
    long writes,
    long receivedBytes,
    long sentBytes,
    long receivedPackets,
    long sentPackets,
    long memoryKills) {
  /** Nothing. */
  public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The sum. */
  public Counts plus(Counts other) {
    return combine(other, Long::sum);
  }

  /** What came after an earlier look; a counter that was set back counts from zero. */
  public Counts since(Counts earlier) {
    return combine(earlier, (now, then) -> now >= then ? now - then : now);
  }

  private Counts combine(Counts other, LongBinaryOperator operator) {
    return new Counts(
        operator.applyAsLong(cpuNanos, other.cpuNanos),
        operator.applyAsLong(userNanos, other.userNanos),
        operator.applyAsLong(kernelNanos, other.kernelNanos),
        operator.applyAsLong(throttledNanos, other.throttledNanos),
        operator.applyAsLong(throttledPeriods, other.throttledPeriods),
        operator.applyAsLong(readBytes, other.readBytes),
        operator.applyAsLong(writtenBytes, other.writtenBytes),
        operator.applyAsLong(reads, other.reads),
        operator.applyAsLong(writes, other.writes),
        operator.applyAsLong(receivedBytes, other.receivedBytes),
        operator.applyAsLong(sentBytes, other.sentBytes),
        operator.applyAsLong(receivedPackets, other.receivedPackets),
        operator.applyAsLong(sentPackets, other.sentPackets),
        operator.applyAsLong(memoryKills, other.memoryKills));
  }
}
