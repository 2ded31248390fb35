@NullMarked
package dev.jug.door.template;

import org.jspecify.annotations.NullMarked;
