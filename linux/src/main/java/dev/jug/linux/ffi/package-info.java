/**
 * The one door to native code: {@link dev.jug.linux.ffi.Kernel} makes system calls. Not exported.
 */
@NullMarked
package dev.jug.linux.ffi;

import org.jspecify.annotations.NullMarked;
