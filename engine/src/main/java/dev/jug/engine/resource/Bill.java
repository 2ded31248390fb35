package dev.jug.engine.resource;

import java.time.Instant;

/**
 * What a resource container has used: its containers and processes, those of resource containers in
 * it, and those that were there before.
 *
 * @param name whose bill it is
 * @param since when counting began
 * @param used what only grows
 * @param memory bytes in use now
 * @param memoryPeak most that were in use at a time
 * @param memoryCache bytes of them that are content of files
 * @param tasks processes and threads now
 */
public record Bill(
    ResourceName name,
    Instant since,
    Counts used,
    long memory,
    long memoryPeak,
    long memoryCache,
    long tasks) {}
