/** Engines, launchers and monitors that die, disks that fill up: whatever there is goes on. */
@NullMarked
package dev.jug.app.crash;

import org.jspecify.annotations.NullMarked;
