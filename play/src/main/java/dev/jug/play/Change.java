package dev.jug.play;

/**
 * What playing or taking down a file means for one object.
 *
 * @param object as {@code Deployment/web}
 * @param what happens: {@code created}, {@code configured}, {@code unchanged}, {@code removed}
 */
public record Change(String object, String what) {}
