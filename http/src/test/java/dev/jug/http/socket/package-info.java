@NullMarked
package dev.jug.http.socket;

import org.jspecify.annotations.NullMarked;
