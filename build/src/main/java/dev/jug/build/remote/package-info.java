/** Downloads of what lies at addresses. */
@NullMarked
package dev.jug.build.remote;

import org.jspecify.annotations.NullMarked;
