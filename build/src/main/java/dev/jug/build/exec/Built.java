package dev.jug.build.exec;

import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Descriptor;

/**
 * What a build made.
 *
 * @param image what runs
 * @param root what its names stand for: its manifest, or an index, of that and of what is said of
 *     it
 */
public record Built(Image image, Descriptor root) {}
