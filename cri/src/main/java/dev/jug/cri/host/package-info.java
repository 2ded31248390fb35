/** What the door needs of whoever opens it. */
@NullMarked
package dev.jug.cri.host;

import org.jspecify.annotations.NullMarked;
