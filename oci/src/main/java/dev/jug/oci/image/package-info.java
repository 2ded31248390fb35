/**
 * Records of the OCI image specification 1.1 and of Docker's schema 2, which has the same shape
 * under other media types; references and digests.
 */
@NullMarked
package dev.jug.oci.image;

import org.jspecify.annotations.NullMarked;
