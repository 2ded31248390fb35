/**
 * From a Dockerfile to steps, without any file or connection: which stages a target needs, what
 * instructions mean once variables and the base image are known.
 */
@NullMarked
package dev.jug.build.graph;

import org.jspecify.annotations.NullMarked;
