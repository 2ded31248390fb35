/** Steps of builds that other engines have run, and what they hear of ours (docs/build.md). */
@NullMarked
package dev.jug.build.cache;

import org.jspecify.annotations.NullMarked;
