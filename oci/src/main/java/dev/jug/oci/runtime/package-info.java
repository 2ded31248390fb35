/**
 * The OCI runtime specification 1.3 as records: what a container's {@code config.json} says.
 *
 * <p>Every record is a value. Lists and maps that a document leaves out are empty, never null;
 * single values it leaves out are null and marked so. {@link dev.jug.oci.runtime.SpecCodec} reads
 * and writes the JSON form.
 *
 * @see <a href="https://github.com/opencontainers/runtime-spec/blob/v1.3.0/config.md">config.md</a>
 */
@NullMarked
package dev.jug.oci.runtime;

import org.jspecify.annotations.NullMarked;
