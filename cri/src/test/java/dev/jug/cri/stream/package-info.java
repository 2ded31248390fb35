/** Tests of what is behind URLs. */
@NullMarked
package dev.jug.cri.stream;

import org.jspecify.annotations.NullMarked;
