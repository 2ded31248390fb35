/** Documents for users, whose commands are typed as they stand there. */
@NullMarked
package dev.jug.app.document;

import org.jspecify.annotations.NullMarked;
