/**
 * The commands of {@code jug-runtime}, one class each; their options are those of runc, which
 * callers know.
 */
@NullMarked
package dev.jug.ocicli.command;

import org.jspecify.annotations.NullMarked;
