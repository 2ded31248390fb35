package dev.jug.kube.model;

import java.time.Duration;
import java.util.Optional;

/** When and how a container is asked how it is. */
public record Probe(
    Check check,
    Duration initialDelay,
    Duration timeout,
    Duration period,
    int successThreshold,
    int failureThreshold,
    Optional<Duration> terminationGracePeriod) {}
