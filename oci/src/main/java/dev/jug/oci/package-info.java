/** What all documents of the OCI have in common. */
@NullMarked
package dev.jug.oci;

import org.jspecify.annotations.NullMarked;
