@NullMarked
package dev.jug.http;

import org.jspecify.annotations.NullMarked;
