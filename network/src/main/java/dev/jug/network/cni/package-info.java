/**
 * Networks that programs make, the plugins of the Container Network Interface (CNI specification
 * 1.0): configurations, how plugins are called, what they answer. Nothing here knows of engines.
 */
@NullMarked
package dev.jug.network.cni;

import org.jspecify.annotations.NullMarked;
