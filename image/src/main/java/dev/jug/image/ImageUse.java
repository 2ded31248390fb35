package dev.jug.image;

import dev.jug.oci.image.Digest;

/**
 * A container that was made from an image, as far as images care.
 *
 * @param manifest the image's
 * @param container its shortened id, for people
 * @param running whether it runs, or stands frozen
 */
public record ImageUse(Digest manifest, String container, boolean running) {}
