/** Programs that the kernel runs for us (bpf(2)). */
@NullMarked
package dev.jug.linux.bpf;

import org.jspecify.annotations.NullMarked;
