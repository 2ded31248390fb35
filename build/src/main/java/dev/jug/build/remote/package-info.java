/** What lies elsewhere: files at addresses, and repositories. */
@NullMarked
package dev.jug.build.remote;

import org.jspecify.annotations.NullMarked;
