/** What a control group has used, as the files of both versions tell it. */
@NullMarked
package dev.jug.runtime.cgroup.stats;

import org.jspecify.annotations.NullMarked;
