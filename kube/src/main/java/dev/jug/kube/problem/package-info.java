/** What is wrong with a manifest, and where. */
@NullMarked
package dev.jug.kube.problem;

import org.jspecify.annotations.NullMarked;
