/** What we ask of systemd (org.freedesktop.systemd1(5)). */
@NullMarked
package dev.jug.runtime.systemd;

import org.jspecify.annotations.NullMarked;
