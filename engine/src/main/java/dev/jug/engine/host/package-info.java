/**
 * The built-in image {@code host}: this machine's own system as the root file system of a
 * container, without what is nobody else's business. {@link dev.jug.engine.host.HostImage} is the
 * way in; docs/host-image.md tells the rules.
 */
@NullMarked
package dev.jug.engine.host;

import org.jspecify.annotations.NullMarked;
