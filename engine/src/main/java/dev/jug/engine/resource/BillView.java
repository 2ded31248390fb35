package dev.jug.engine.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * The bill of a resource container. Times are nanoseconds, sizes bytes.
 *
 * @param name whose it is
 * @param since when counting began
 * @param cpuTotal processor time
 * @param cpuUser of it, outside the kernel
 * @param cpuKernel of it, in the kernel
 * @param throttledTime time waited because of a quota
 * @param throttledPeriods periods with such waiting
 * @param memory in use now
 * @param memoryPeak most in use at a time
 * @param memoryCache content of files
 * @param readBytes from block devices
 * @param writtenBytes to block devices
 * @param reads operations
 * @param writes operations
 * @param receivedBytes from networks
 * @param sentBytes to networks
 * @param receivedPackets from networks
 * @param sentPackets to networks
 * @param tasks processes and threads now
 * @param memoryKills processes killed for want of memory
 */
public record BillView(
    @JsonProperty("Name") String name,
    @JsonProperty("Since") Instant since,
    @JsonProperty("CPUTotal") long cpuTotal,
    @JsonProperty("CPUUser") long cpuUser,
    @JsonProperty("CPUSystem") long cpuKernel,
    @JsonProperty("ThrottledTime") long throttledTime,
    @JsonProperty("ThrottledPeriods") long throttledPeriods,
    @JsonProperty("Memory") long memory,
    @JsonProperty("MemoryPeak") long memoryPeak,
    @JsonProperty("MemoryCache") long memoryCache,
    @JsonProperty("BlockReadBytes") long readBytes,
    @JsonProperty("BlockWriteBytes") long writtenBytes,
    @JsonProperty("BlockReads") long reads,
    @JsonProperty("BlockWrites") long writes,
    @JsonProperty("NetRxBytes") long receivedBytes,
    @JsonProperty("NetTxBytes") long sentBytes,
    @JsonProperty("NetRxPackets") long receivedPackets,
    @JsonProperty("NetTxPackets") long sentPackets,
    @JsonProperty("Tasks") long tasks,
    @JsonProperty("OOMKills") long memoryKills) {
  /** The view of a bill. */
  public static BillView of(Bill bill) {
    var used = bill.used();
    return new BillView(
        bill.name().text(),
        bill.since(),
        used.cpuNanos(),
        used.userNanos(),
        used.kernelNanos(),
        used.throttledNanos(),
        used.throttledPeriods(),
        bill.memory(),
        bill.memoryPeak(),
        bill.memoryCache(),
        used.readBytes(),
        used.writtenBytes(),
        used.reads(),
        used.writes(),
        used.receivedBytes(),
        used.sentBytes(),
        used.receivedPackets(),
        used.sentPackets(),
        bill.tasks(),
        used.memoryKills());
  }
}
