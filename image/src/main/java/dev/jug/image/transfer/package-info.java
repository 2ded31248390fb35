/**
 * Where images come from and go to. A registry, a directory in OCI layout and an archive differ in
 * how they keep documents and blobs, and in nothing else.
 */
@NullMarked
package dev.jug.image.transfer;

import org.jspecify.annotations.NullMarked;
