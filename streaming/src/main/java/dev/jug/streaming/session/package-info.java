/** The seam: what clients may ask for, and what whoever has the containers does for them. */
@NullMarked
package dev.jug.streaming.session;

import org.jspecify.annotations.NullMarked;
