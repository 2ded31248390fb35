package dev.jug.engine.request;

import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a container that exists.
 *
 * @param resources limits; null and 0 leave what there is, but for {@code pidsLimit}, where 0
 *     removes the limit
 * @param restart whether it is started again when it has ended; null leaves what there is
 */
public record UpdateRequest(ResourceOptions resources, @Nullable RestartPolicy restart) {}
