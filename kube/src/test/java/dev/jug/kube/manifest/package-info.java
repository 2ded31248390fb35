@NullMarked
package dev.jug.kube.manifest;

import org.jspecify.annotations.NullMarked;
