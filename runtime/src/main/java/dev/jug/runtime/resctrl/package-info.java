/** Shares of caches and memory bandwidth (the kernel's Documentation/filesystems/resctrl.rst). */
@NullMarked
package dev.jug.runtime.resctrl;

import org.jspecify.annotations.NullMarked;
