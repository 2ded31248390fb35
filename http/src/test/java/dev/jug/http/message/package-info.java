@NullMarked
package dev.jug.http.message;

import org.jspecify.annotations.NullMarked;
