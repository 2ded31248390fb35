/** What a Dockerfile could do better: the rules of build checks. */
@NullMarked
package dev.jug.build.dockerfile.check;

import org.jspecify.annotations.NullMarked;
