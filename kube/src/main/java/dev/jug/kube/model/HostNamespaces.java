package dev.jug.kube.model;

/**
 * Which namespaces a pod shares with the host.
 *
 * @param users whether users of the pod are those of the host, as they are if nothing is said
 */
public record HostNamespaces(boolean network, boolean pid, boolean ipc, boolean users) {}
