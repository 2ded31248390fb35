/** {@code jug-runtime}, alone and under those who call it. */
@NullMarked
package dev.jug.app.runtime;

import org.jspecify.annotations.NullMarked;
