/**
 * Experiments that show what single system calls do to a process, on this machine and its kernel:
 * each does a step, reads back what came of it, and takes all of it away in the end.
 */
@NullMarked
package dev.jug.engine.lab;

import org.jspecify.annotations.NullMarked;
