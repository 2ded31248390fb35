/** What is wrong with a Dockerfile, and where. */
@NullMarked
package dev.jug.build.error;

import org.jspecify.annotations.NullMarked;
