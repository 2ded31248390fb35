package dev.jug.kube.model;

/** Containers that share a network. */
public record Pod(Metadata metadata, PodSpec spec) implements Resource {}
