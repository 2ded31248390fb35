package dev.jug.kube.model;

/**
 * All entries of an object as variables.
 *
 * @param secret whether it is a {@link Secret}, not a {@link ConfigMap}
 */
public record EnvFrom(String prefix, boolean secret, String name, boolean optional) {}
