/** Commands that play Kubernetes' manifests. */
@NullMarked
package dev.jug.cli.kube;

import org.jspecify.annotations.NullMarked;
