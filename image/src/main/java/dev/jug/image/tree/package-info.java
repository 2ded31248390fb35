/**
 * What a layer changes, as a tree in memory: built from an archive's members, where the rules for
 * whiteouts, duplicates and links are applied (layer.md).
 */
@NullMarked
package dev.jug.image.tree;

import org.jspecify.annotations.NullMarked;
