@NullMarked
package dev.jug.dashboard;

import org.jspecify.annotations.NullMarked;
