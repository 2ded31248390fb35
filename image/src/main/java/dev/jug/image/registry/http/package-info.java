/**
 * HTTP as registries need it: one request and its answer, with limits on waiting and on size, and
 * credentials that stay with the server they are for.
 */
@NullMarked
package dev.jug.image.registry.http;

import org.jspecify.annotations.NullMarked;
