/**
 * What SELinux is told of containers: labels of their processes and files, as container-selinux and
 * its predecessors have the types, and as Docker words the options.
 */
@NullMarked
package dev.jug.engine.selinux;

import org.jspecify.annotations.NullMarked;
