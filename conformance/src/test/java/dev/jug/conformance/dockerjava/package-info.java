/** docker-java, the client below Testcontainers and many build plugins, with an engine of ours. */
@NullMarked
package dev.jug.conformance.dockerjava;

import org.jspecify.annotations.NullMarked;
