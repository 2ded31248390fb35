package dev.jug.engine.pod;

import dev.jug.engine.request.ResourceOptions;

/**
 * What a kubelet says that a pod as a whole may have. It sets that itself, at the group that it
 * names; here it is kept for who asks.
 *
 * @param pod for its containers
 * @param overhead for what runs besides them
 */
public record PodResources(ResourceOptions pod, ResourceOptions overhead) {}
