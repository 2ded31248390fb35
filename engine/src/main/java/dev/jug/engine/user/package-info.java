/**
 * Who a process runs as: users and groups by name, looked up inside the container's own root file
 * system.
 */
@NullMarked
package dev.jug.engine.user;

import org.jspecify.annotations.NullMarked;
