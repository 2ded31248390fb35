/** Exec, attach and port-forward: a URL for whoever asks, and the streams behind it. */
@NullMarked
package dev.jug.cri.stream;

import org.jspecify.annotations.NullMarked;
