@NullMarked
package dev.jug.kube.model;

import org.jspecify.annotations.NullMarked;
