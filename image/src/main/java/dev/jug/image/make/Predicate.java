package dev.jug.image.make;

/**
 * What is said of an image, without the image: a statement's predicate (in-toto Attestation
 * Framework).
 *
 * @param type a URI that says what it means
 * @param json an object
 */
public record Predicate(String type, String json) {}
