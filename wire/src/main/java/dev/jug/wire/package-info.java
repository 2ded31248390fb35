/**
 * One frame format for three conversations: front and engine, engine and launcher, client and
 * monitor. The tables and the arrows are in docs/protocols.md; {@link dev.jug.wire.FrameSocket} is
 * where reading starts.
 */
@NullMarked
package dev.jug.wire;

import org.jspecify.annotations.NullMarked;
