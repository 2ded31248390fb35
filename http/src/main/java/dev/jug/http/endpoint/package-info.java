/** Where a server listens, who its clients are, and what is between the two. */
@NullMarked
package dev.jug.http.endpoint;

import org.jspecify.annotations.NullMarked;
