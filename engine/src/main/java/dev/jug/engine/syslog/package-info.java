/** Output of containers on its way to a syslog daemon. */
@NullMarked
package dev.jug.engine.syslog;

import org.jspecify.annotations.NullMarked;
