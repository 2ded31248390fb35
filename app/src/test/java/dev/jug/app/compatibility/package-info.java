/** What of docker works, tried piece by piece; docs/compatibility.md is made of it. */
@NullMarked
package dev.jug.app.compatibility;

import org.jspecify.annotations.NullMarked;
