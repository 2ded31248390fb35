package dev.jug.build.graph;

import dev.jug.build.dockerfile.Instruction;

/**
 * What a step is called.
 *
 * @param instruction what it comes from; the trigger itself where a base image asked for it
 * @param progress what progress shows, such as {@code [build 2/5] RUN make}
 * @param createdBy what the image's history says
 */
public record StepLabel(Instruction instruction, String progress, String createdBy) {}
