/**
 * YAML as Kubernetes reads it: values that know where they are, and mappings of which every field
 * has to be asked for. Mistakes are collected, so that all can be told at once; whoever asks gets
 * something harmless in the place of what is wrong.
 */
@NullMarked
package dev.jug.kube.yaml;

import org.jspecify.annotations.NullMarked;
