/**
 * Descriptors, error numbers and system call names: the vocabulary of the system-call layer.
 *
 * <p>Start with {@link dev.jug.linux.Fd}, which owns a kernel descriptor, and {@link
 * dev.jug.linux.SysException}, which every failed call becomes. The calls themselves are in the
 * sibling packages, one class for each family.
 */
@NullMarked
package dev.jug.linux;

import org.jspecify.annotations.NullMarked;
