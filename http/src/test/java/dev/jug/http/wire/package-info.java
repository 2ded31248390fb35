@NullMarked
package dev.jug.http.wire;

import org.jspecify.annotations.NullMarked;
