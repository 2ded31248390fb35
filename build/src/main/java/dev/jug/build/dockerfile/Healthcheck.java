package dev.jug.build.dockerfile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code HEALTHCHECK}: how to see that a container works.
 *
 * @param origin where it is written
 * @param command what is executed; null for NONE, which turns a base image's off
 * @param interval between two tests; zero for the default
 * @param timeout after which a test has failed; zero for the default
 * @param startPeriod in which failures do not count; zero for none
 * @param startInterval between two tests in that time; zero for the default
 * @param retries how many failures in a row make it unhealthy; 0 for the default
 */
public record Healthcheck(
    Origin origin,
    @Nullable Command command,
    Duration interval,
    Duration timeout,
    Duration startPeriod,
    Duration startInterval,
    int retries)
    implements Instruction {}
