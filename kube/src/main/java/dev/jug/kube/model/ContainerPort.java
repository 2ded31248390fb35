package dev.jug.kube.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A port that a container listens at.
 *
 * @param hostPort where the host leads to it
 */
public record ContainerPort(
    Optional<String> name,
    int containerPort,
    OptionalInt hostPort,
    Optional<String> hostIp,
    Protocol protocol) {}
