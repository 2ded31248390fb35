/**
 * Files for {@code kubectl apply} and {@code jug kube play}.
 *
 * <pre>{@code
 * var manifest = Manifest.read(text);          // ManifestException: all mistakes, with line and path
 * manifest.resources();                        // records
 * manifest.notes();                            // what is left out on one machine
 * }</pre>
 *
 * <p>Reading is strict: a field that is unknown, or that cannot be had here, is a mistake and never
 * passed over in silence.
 */
@NullMarked
package dev.jug.kube.manifest;

import org.jspecify.annotations.NullMarked;
