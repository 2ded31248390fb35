/**
 * Known ways out of containers, each as a launch plan: the list of system calls that an attacker
 * would make, and what has to be true afterwards for the attack to have worked. Nothing here runs
 * anything; {@code dev.jug.engine.Attacks} does.
 */
@NullMarked
package dev.jug.engine.attack;

import org.jspecify.annotations.NullMarked;
