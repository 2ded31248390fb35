/** The services that clients of BuildKit call. */
@NullMarked
package dev.jug.buildkit.service;

import org.jspecify.annotations.NullMarked;
