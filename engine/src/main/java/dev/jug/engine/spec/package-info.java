/**
 * From a request to an OCI runtime spec, with Docker's defaults. {@link
 * dev.jug.engine.spec.SpecBuilder} puts the parts together; each other class decides one of them,
 * and says in its name which. Pure, but for devices and profiles that are read from the machine.
 */
@NullMarked
package dev.jug.engine.spec;

import org.jspecify.annotations.NullMarked;
