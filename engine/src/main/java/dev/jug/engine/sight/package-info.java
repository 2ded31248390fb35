/**
 * What a container sees of itself: files of /proc and /sys that would tell it of the machine are
 * covered by ones that tell of its cgroup (docs/truthful-view.md).
 *
 * <p>{@link dev.jug.engine.sight.Sights} has the files of all containers. They are written when
 * somebody reads them: the {@link dev.jug.engine.sight.Porter} hears of a read before it happens. A
 * {@link dev.jug.engine.sight.Mirror} knows one container and what each file is to say.
 */
@NullMarked
package dev.jug.engine.sight;

import org.jspecify.annotations.NullMarked;
