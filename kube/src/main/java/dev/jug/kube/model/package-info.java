/**
 * What {@code jug kube play} knows of Kubernetes' objects (API v1 and apps/v1), as records. Names
 * are those of the API; what is not said has the API's default already.
 */
@NullMarked
package dev.jug.kube.model;

import org.jspecify.annotations.NullMarked;
