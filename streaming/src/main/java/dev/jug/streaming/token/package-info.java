/** What a request becomes until its client comes. */
@NullMarked
package dev.jug.streaming.token;

import org.jspecify.annotations.NullMarked;
