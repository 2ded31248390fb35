package dev.jug.kube.model;

import java.time.Duration;

/**
 * Pods of which a number is kept alive.
 *
 * @param template of each pod; its name is empty
 * @param recreate whether all old pods end before the first new one starts
 * @param minReady how long a new pod has to be ready before it counts
 */
public record Deployment(
    Metadata metadata,
    int replicas,
    Selector selector,
    Pod template,
    boolean recreate,
    Duration minReady)
    implements Resource {}
