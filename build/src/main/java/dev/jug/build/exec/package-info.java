/**
 * Carries out the steps of a build: copies files, has commands run, keeps what came of it under the
 * key of its content. Knows the store of images and an interface that runs commands; not who asked.
 */
@NullMarked
package dev.jug.build.exec;

import org.jspecify.annotations.NullMarked;
