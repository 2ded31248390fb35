/** What is wrong with a Dockerfile, and where; why a build cannot go on. */
@NullMarked
package dev.jug.build.error;

import org.jspecify.annotations.NullMarked;
