package dev.jug.build.dockerfile;

/**
 * {@code MAINTAINER}: who made the image. Superseded by labels.
 *
 * @param origin where it is written
 * @param author free text
 */
public record Maintainer(Origin origin, String author) implements Instruction {}
