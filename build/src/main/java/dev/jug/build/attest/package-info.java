/** What a build says of its image: what is in it, and what it was made of (docs/build.md). */
@NullMarked
package dev.jug.build.attest;

import org.jspecify.annotations.NullMarked;
