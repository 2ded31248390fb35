/**
 * Profiles of AppArmor that containers are confined by, and the one that they have by themselves.
 */
@NullMarked
package dev.jug.engine.apparmor;

import org.jspecify.annotations.NullMarked;
