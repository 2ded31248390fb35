/**
 * Signatures of images by public keys, in the format of cosign, and the policy that says which
 * images need which. Nothing here asks a registry: others fetch signatures and store them.
 */
@NullMarked
package dev.jug.image.sign;

import org.jspecify.annotations.NullMarked;
